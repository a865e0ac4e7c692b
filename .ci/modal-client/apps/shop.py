import time

modal_options = {
    "plane": {"input_plane": True},
    "slow": {"timeout": 1},
    "old": {"pickle_only": True},
    "web": {"web_url": "http://127.0.0.1:9/web"},
    "Greeter.slow": {"timeout": 1},
}


def echo(*args, **kwargs):
    return [list(args), kwargs]


def boom(text):
    raise ValueError(text)


def plane(x):
    return x * 2


def slow(seconds):
    time.sleep(seconds)
    return "late"


def nap(seconds):
    time.sleep(seconds)
    return seconds


def size(data):
    return len(data)


def big(count):
    return b"x" * count


def unsaid():
    return object()


def pair():
    return (1, {2, 3})


async def wait_for(x):
    return x


def many():
    yield 1


def old(x):
    return x


def web():
    return "page"


class Greeter:
    size: int = 3
    name: str = "nobody"

    def greet(self, who):
        return f"{self.name} greets {who} with {self.size}"


class Plain:
    def hello(self):
        return "hello"
