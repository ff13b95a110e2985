"""Which runs, on what, into which store: design, parameter draws, blocks, ledger, manifest, rerun.

The reading side (``hinge.ensemble.store``) loads neither the engine nor zarr
until a run is opened. Import the modules by name; this file imports nothing.
"""
