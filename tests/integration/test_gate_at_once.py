"""Many read at once, someone erases meanwhile, and a process is killed in the middle: the log stays whole and no key was taken without it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.integration.test_keys_on_disk import ROOT, Site

READ = """
import json, sys, threading, django; django.setup()
from datetime import datetime, UTC
from django.db import connections
from handrail import access_log_verifier as verifier
from handrail.records import access_log, persons
from handrail.records.holders import SignedIn
from handrail.records.keyring.opening import times_opened
from handrail.records.policy import Purpose
from handrail.records.problems import NoSuchPerson
from handrail.use_cases.seeing_who_looked import take_log
at = datetime(2026, 11, 23, 9, tzinfo=UTC)
people = [persons.begin_person(email=f"{name}@example.org", ways_in=b"told", on=at.date()) for name in "abc"]
for person in people:
    persons.keep_part(person=person, what="answers", contents=b"told")
read = {person: 0 for person in people}
"""
MANY = """
erased, count = people.pop(), threading.Lock()
def reads(person):
    for _ in range(8):
        persons.read_part(holder=SignedIn(person, at), what="answers", purpose=Purpose.SHOW_ROUTE)
        with count:
            read[person] += 1
    connections.close_all()
after = []
def reads_until_it_is_gone():
    try:
        while True:
            persons.read_part(holder=SignedIn(erased, at), what="answers", purpose=Purpose.SHOW_ROUTE)
            if gone.is_set():
                after.append("read after it was erased")
                return
    except NoSuchPerson:
        pass
    finally:
        connections.close_all()
gone = threading.Event()
threads = [threading.Thread(target=reads, args=[person]) for person in people * 2]
threads.append(threading.Thread(target=reads_until_it_is_gone))
for each in threads: each.start()
persons.erase_person(person=erased); gone.set()
for each in threads: each.join()
size = access_log.size()
print(json.dumps({
    "read": list(read.values())[:2], "opened": [times_opened(person=person) for person in people], "after": after,
    "entries": [len(verifier.check(json.loads(take_log(holder=SignedIn(person, at))))) for person in people], "size": size,
}))
"""
FOR_EVER = """
while True:
    persons.read_part(holder=SignedIn(people[0], at), what="answers", purpose=Purpose.SHOW_ROUTE)
    print(people[0], flush=True)
"""
LOOK = """
import json, sys, uuid, django; django.setup()
from datetime import datetime, UTC
from handrail import access_log_verifier as verifier
from handrail.records.holders import SignedIn
from handrail.records.keyring.opening import times_opened
from handrail.use_cases.seeing_who_looked import take_log
person = uuid.UUID(sys.argv[1])
opened = times_opened(person=person)
bundle = take_log(holder=SignedIn(person, datetime(2026, 11, 23, 9, tzinfo=UTC)))
print(json.dumps([opened, len(verifier.check(json.loads(bundle))) - 1]))
"""


def test_readers_at_once_each_have_their_entry_and_nobody_reads_what_was_erased(tmp_path: Path):
    site = Site(tmp_path)

    found = json.loads(site.python("-c", READ + MANY))

    assert found["read"] == found["opened"] == [16, 16]
    assert found["entries"] == [17, 17]
    assert found["after"] == []
    assert found["size"] >= 32


def test_a_process_that_is_killed_took_no_key_without_an_entry_and_lost_none(tmp_path: Path):
    site = Site(tmp_path)
    settings = {"DJANGO_SETTINGS_MODULE": "handrail.config.settings", "HANDRAIL_VAR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", READ + FOR_EVER],
        env={**os.environ, **settings},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(0.2)
        process.kill()
        given = [first, *process.stdout]

    opened, entries = json.loads(site.python("-c", LOOK, first.strip()))

    assert opened <= entries <= opened + 1
    assert entries >= len([line for line in given if line.endswith("\n")])
