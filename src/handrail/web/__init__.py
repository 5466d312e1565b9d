"""The site: each feature has a folder with its `urls` and `views`, and its templates under `templates/<feature>/`."""
