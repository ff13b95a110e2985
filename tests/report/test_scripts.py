"""Browser modules become one script that says the same, or none at all."""

import pytest

from hinge.report.scripts import bundled, packaged, script_text

LEAF = "export const two = 2;\nexport function twice(x) {\n  return two * x;\n}\n"


def test_what_is_imported_stands_before_what_imports_it() -> None:
    text = bundled(
        "hinge/a.js",
        {
            "hinge/a.js": 'import { twice as double } from "hinge/b.js";\ndouble(4);\n',
            "hinge/b.js": LEAF,
        },
    )
    assert text.index('modules["hinge/b.js"]') < text.index('modules["hinge/a.js"]')
    assert 'const {twice: double} = modules["hinge/b.js"];' in text
    assert "return {two, twice};" in text
    assert "import" not in text
    assert "export" not in text


def test_a_module_that_two_import_stands_there_once() -> None:
    modules = {
        "hinge/a.js": 'import {two} from "hinge/c.js";\nimport {b} from "hinge/b.js";\n',
        "hinge/b.js": 'import * as all from "hinge/c.js";\nconst b = all.two;\nexport { b };\n',
        "hinge/c.js": LEAF,
    }
    assert bundled("hinge/a.js", modules).count("const two = 2") == 1


def test_names_given_on_the_way_out_are_those_that_others_see() -> None:
    text = bundled("hinge/a.js", {"hinge/a.js": "const b = 1;\nexport {b as c};\n"})
    assert "return {c: b};" in text


@pytest.mark.parametrize(
    "line",
    [
        "export default 3;",
        "export let counted = 0;",
        'import "hinge/b.js";',
        'import all from "hinge/b.js";',
        "const here = import.meta.url;",
    ],
)
def test_a_form_that_would_change_its_meaning_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not understood"):
        bundled("hinge/a.js", {"hinge/a.js": line + "\n"})


def test_modules_that_import_each_other_are_refused() -> None:
    modules = {
        "hinge/a.js": 'import {b} from "hinge/b.js";\nexport const a = 1;\n',
        "hinge/b.js": 'import {a} from "hinge/a.js";\nexport const b = 1;\n',
    }
    with pytest.raises(ValueError, match=r"a\.js > hinge/b\.js > hinge/a\.js"):
        bundled("hinge/a.js", modules)


def test_no_script_can_end_the_element_that_it_stands_in() -> None:
    text = script_text('const a = "</script><!-- <script>";')
    assert "</script" not in text
    assert "<!--" not in text


def test_only_modules_of_the_package_are_found() -> None:
    assert "export function fromHash" in packaged("hinge/state.js")
    for name in ("hinge/none.js", "state.js"):
        with pytest.raises(KeyError, match="no browser module"):
            packaged(name)
