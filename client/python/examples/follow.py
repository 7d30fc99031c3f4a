"""Ingests a readout and follows the log: follow.py SERVER FILE"""

import sys

import chancery

with chancery.connect(sys.argv[1]) as client:
    client.ingest_file(sys.argv[2])
    for event in client.subscribe():
        print(chancery.describe(event), flush=True)
