"""Runs code that draws with matplotlib, and tells what it has drawn when it shows it: in one marked line per figure."""

import base64
import io
import json
import linecache
import sys
import traceback
import types

CODE = "<target_code>"
NEAR = 0.001
KINDS = (("scatter", "PathCollection"), ("bar", "Rectangle"), ("pie", "Wedge"))


def is_a(thing, *names):
    return any(kind.__name__ in names for kind in type(thing).__mro__)


def is_straight(artist):
    if not is_a(artist, "Line2D") or len(artist.get_xdata()) != 2:
        return False
    (x1, x2), (y1, y2) = artist.get_xdata(), artist.get_ydata()
    return x1 == x2 or y1 == y2


def kind_of(axes):
    drawn = [*axes.lines, *axes.patches, *axes.collections, *axes.images, *axes.artists, *axes.tables]
    drawn = [artist for artist in drawn if not is_a(artist, "Shadow")]
    if all(is_a(artist, "Line2D") for artist in drawn):
        return "line"
    if all(is_a(artist, "PathPatch", "Line2D") for artist in drawn):
        return "box_and_whisker"
    drawn = [artist for artist in drawn if not is_straight(artist)]
    for kind, only in KINDS:
        if all(is_a(artist, only) for artist in drawn):
            return kind
    return "unknown"


def texts(labels):
    return [label.get_text() for label in labels]


def lines(axes):
    told = [line for line in axes.lines if not is_straight(line)]
    return [{"label": line.get_label(), "points": list(zip(line.get_xdata(), line.get_ydata()))} for line in told]


def clouds(axes):
    return [{"label": cloud.get_label(), "points": list(cloud.get_offsets())} for cloud in axes.collections]


def bars(axes):
    """The bars, and whether they lie: those of one height are taken for lying ones."""
    told, lie = [], False
    for group in axes.containers:
        values, labels = [bar.get_height() for bar in group], axes.get_xticklabels()
        if len(set(values)) == 1:
            values, labels, lie = [bar.get_width() for bar in group], axes.get_yticklabels(), True
        for label, value in zip(texts(labels), values):
            told.append({"label": label, "group": group.get_label(), "value": value})
    return told, lie


def slices(axes):
    wedges = [patch for patch in axes.patches if is_a(patch, "Wedge")]
    labels = texts(axes.texts)
    if len(labels) == 2 * len(wedges):
        labels = labels[::2]
    return [
        {"label": label, "angle": abs(wedge.theta2 - wedge.theta1), "radius": wedge.r}
        for label, wedge in zip(labels, wedges)
    ]


def boxes(axes):
    """The boxes, and whether they lie: those of one height are taken for lying ones."""
    shapes = [patch.get_path().vertices for patch in axes.patches]
    lie = len({max(y for _, y in shape) - min(y for _, y in shape) for shape in shapes}) == 1

    def upright(xs, ys):
        return (ys, xs) if lie else (xs, ys)

    found = []
    for label, shape in zip(texts(axes.get_xticklabels()), shapes):
        across, along = upright([x for x, _ in shape], [y for _, y in shape])
        box = {"label": label, "min": None, "first_quartile": min(along), "median": None}
        box |= {"third_quartile": max(along), "max": None, "outliers": []}
        found.append((min(across), max(across), box))

    def box_around(left, right):
        return next(((low, high, box) for low, high, box in found if low <= left <= right <= high), None)

    data = [upright(list(line.get_xdata()), list(line.get_ydata())) for line in axes.lines]
    for xs, ys in data:
        around = box_around(*xs) if len(xs) == 2 else None
        if around is None:
            continue
        box = around[2]
        if abs(ys[0] - ys[1]) < NEAR and box["first_quartile"] <= ys[0] <= box["third_quartile"]:
            box["median"] = ys[0]
        elif abs(xs[0] - xs[1]) < NEAR and abs(max(ys) - box["first_quartile"]) < NEAR:
            box["min"] = min(ys)
        elif abs(xs[0] - xs[1]) < NEAR and abs(min(ys) - box["third_quartile"]) < NEAR:
            box["max"] = max(ys)
    for x, y in [point for xs, ys in data for point in zip(xs, ys)]:
        around = box_around(x, x)
        if around is not None and abs(x - (around[0] + around[1]) / 2) < NEAR:
            box = around[2]
            if y < (box["min"] or box["first_quartile"]) or y > (box["max"] or box["third_quartile"]):
                box["outliers"].append(y)
    return [box for _, _, box in found], lie


def ticks(axis, values, labels):
    # The service names dates by text, for which its answers have no place: such a chart is lost there too.
    return labels if is_a(axis.get_major_locator(), "DateLocator") else [float(value) for value in values]


def scale(name, values, labels):
    counted = all(value == count and label != str(count) for count, (value, label) in enumerate(zip(values, labels)))
    return "categorical" if name == "linear" and counted else name


def chart(axes):
    kind, elements, lie = kind_of(axes), [], False
    if kind == "line":
        elements = lines(axes)
    elif kind == "scatter":
        elements = clouds(axes)
    elif kind == "bar":
        elements, lie = bars(axes)
    elif kind == "pie":
        elements = slices(axes)
    elif kind == "box_and_whisker":
        elements, lie = boxes(axes)
    names = (axes.get_ylabel(), axes.get_xlabel()) if lie else (axes.get_xlabel(), axes.get_ylabel())
    x_labels, y_labels = texts(axes.get_xticklabels()), texts(axes.get_yticklabels())
    return {
        "type": kind,
        "title": axes.get_title(),
        "x_label": names[0],
        "y_label": names[1],
        "x_ticks": ticks(axes.xaxis, axes.get_xticks(), x_labels),
        "y_ticks": ticks(axes.yaxis, axes.get_yticks(), y_labels),
        "x_tick_labels": x_labels,
        "y_tick_labels": y_labels,
        "x_scale": scale(axes.get_xscale(), axes.get_xticks(), x_labels),
        "y_scale": scale(axes.get_yscale(), axes.get_yticks(), y_labels),
        "elements": elements,
    }


def is_wanted(axes):
    empty = axes.get_subplotspec() is not None and not axes.has_data()
    return not empty and not any(is_a(child, "_ColorbarSpine") for child in axes.get_children())


def described(figure):
    charts = [chart(axes) for axes in figure.axes if is_wanted(axes)]
    if len(charts) > 1:
        title = figure.texts[0].get_text() if figure.texts else None
        return {"type": "composite_chart", "title": title, "elements": charts}
    return charts[0] if charts else {"type": "unknown"}


def plain(value):
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"Type {type(value)} not serializable")


def tell_what_is_shown():
    import matplotlib.pyplot as plt

    really_show = plt.show
    told = set()

    def show(*args, **kwargs):
        for number in plt.get_fignums():
            figure = plt.figure(number)
            picture = io.BytesIO()
            figure.savefig(picture, format="png", bbox_inches="tight", dpi=100)
            png = base64.b64encode(picture.getvalue()).decode()
            if png not in told:
                told.add(png)
                artifact = {"type": "chart", "value": described(figure) | {"png": png}}
                print("@MARK@" + json.dumps(artifact, default=plain), flush=True)
        result = really_show(*args, **kwargs)
        plt.close("all")
        return result

    plt.show = show


def run(code):
    main = types.ModuleType("__main__")
    main.__file__ = CODE
    sys.modules["__main__"] = main
    linecache.cache[CODE] = (len(code), None, code.splitlines(True), CODE)
    try:
        exec(compile(code, CODE, "exec"), main.__dict__)
    except Exception as failure:
        step, own = failure.__traceback__, None
        while step is not None:
            own = step if step.tb_frame.f_code.co_filename == CODE else own
            step = step.tb_next
        if own is None:
            raise type(failure)(str(failure)) from None
        traceback.print_exception(type(failure), failure, own)
        sys.exit(1)


try:
    tell_what_is_shown()
except ImportError:
    pass  # The code's own import fails the same way, with its own line.
run(base64.b64decode("@CODE@").decode())
