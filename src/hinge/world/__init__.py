"""Names become rows, once: ``World`` fixed, ``State`` changing, ``Params`` one draw."""
