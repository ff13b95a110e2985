"""The charts of a turning run: what stands where, and that heights can be compared."""

import xml.etree.ElementTree as ET

from hinge.figures.turning_chart import HEIGHT, chance_chart, share_chart


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314  # our own markup


def row(since: int, day: int, share: float, **more: float) -> dict[str, object]:
    return {
        "since": since,
        "day": day,
        "date": f"2005-01-{10 + day:02d}",
        "share": share,
        "band_low": share - 0.1,
        "band_high": share + 0.1,
        "null": 0.1,
        **more,
    }


def bars(svg: ET.Element) -> list[ET.Element]:
    return [one for one in svg.iter() if one.tag.endswith("rect")]


def test_a_step_of_many_days_is_as_high_as_its_mean_day() -> None:
    svg = parsed(share_chart([row(0, 4, 0.4), row(4, 5, 0.1)], title="shares"))
    long, short = bars(svg)
    assert long.get("height") == short.get("height")
    assert abs(float(long.get("width", "")) - 4.0 * float(short.get("width", ""))) < 6.0


def test_a_share_below_nothing_has_no_height_and_bands_stay_in_the_picture() -> None:
    svg = parsed(share_chart([row(0, 1, -0.05), row(1, 2, 0.3)], title="shares"))
    assert float(bars(svg)[0].get("height", "")) == 0.0
    for one in bars(svg):
        assert 0.0 <= float(one.get("y", "")) <= HEIGHT


def test_the_chance_has_its_band_and_the_spread_of_campaigns_where_there_is_one() -> None:
    rows = [
        {"day": d, "date": f"2005-01-{10 + d}", "chance": 0.5, "band_low": 0.4, "band_high": 0.6}
        for d in (0, 4)
    ]
    plain = chance_chart(rows, title="chance of it")
    assert "8 in 10 campaigns" not in plain
    spread = chance_chart([{**one, "tenth": 0.1, "ninetieth": 0.9} for one in rows], title="x")
    assert "8 in 10 campaigns" in spread
    assert parsed(plain).find("title").text == "chance of it"
