"""Have an account, or not: sign in, see who looked, where one is signed in, and erase it. Everything else works without one."""
