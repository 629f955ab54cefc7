# SPDX-License-Identifier: Apache-2.0
"""Random nestings of Require at a mount, compared with what a model says of them."""
import random

import pytest

from harness import conf
from harness.client import basic, bearer

SEED = 7
TREES = 150
GRANTS = {  # line: logins that it grants to; None is a request without a user
    "Require local": {None, "admin", "bob"},
    "Require env inside": {None, "admin", "bob"},
    "Require all granted": {None, "admin", "bob"},
    "Require method GET": {None, "admin", "bob"},
    "Require ip 10.0.0.1": set(),
    "Require env outside": set(),
    "Require group admins": {"admin"},
    "Require user bob": {"bob"},
    "Require user admin carol": {"admin"},
    "Require valid-user": {"admin", "bob"},
}
KINDS = ["RequireAny", "RequireAll", "RequireNone"]


def make(rng: random.Random, kind: str, depth: int) -> tuple:
    """A container: (kind, children); a child is such a container, or (whether it is negated, line)."""
    children = []
    for _ in range(rng.randint(1, 3)):
        if depth and rng.random() < 0.45:
            children.append(make(rng, rng.choices(KINDS, [5, 5, 1 if kind == "RequireAll" else 0])[0], depth - 1))
        else:
            children.append((kind == "RequireAll" and rng.random() < 0.2, rng.choice(list(GRANTS))))
    if all(is_negative(child) for child in children) and kind != "RequireNone":
        children.append((False, rng.choice(list(GRANTS))))  # httpd refuses others
    rng.shuffle(children)
    return kind, children


def is_negative(node: tuple) -> bool:
    return node[0] is True or node[0] == "RequireNone"


def lines_of(node: tuple) -> list:
    if isinstance(node[0], bool):
        return [node[1].replace("Require ", "Require not ") if node[0] else node[1]]
    return [f"<{node[0]}>", *(line for child in node[1] for line in lines_of(child)), f"</{node[0]}>"]


def proofs(node: tuple, login) -> list:
    """
    What the node's decision rests on, one set for each way to grant: {True} where a line that needs a user is among
    its lines, {False} where none is. [] denies, [set()] is neutral.
    """
    kind, inner = node
    if isinstance(kind, bool):
        granted = login in GRANTS[inner]
        if kind:
            return [] if granted else [frozenset()]
        return [frozenset({None not in GRANTS[inner]})] if granted else []
    ways = [proofs(child, login) for child in inner]
    if kind == "RequireNone":
        return [] if any(frozenset() not in way and way for way in ways) else [frozenset()]
    if kind == "RequireAll":
        total = {frozenset()}
        for way in ways:
            total = {one | other for one in total for other in way}
        return list(total)
    total = {one for way in ways for one in way if one}
    if not total and all(frozenset() in way for way in ways):
        return [frozenset()]
    return list(total)


def is_accepted(node: tuple, login: str) -> bool:
    """Whether some way to grant rests on a line that needs the user."""
    return any(True in proof for proof in proofs(node, login))


def depth_of(node: tuple) -> int:
    return 0 if isinstance(node[0], bool) else 1 + max(depth_of(child) for child in node[1])


@pytest.fixture(scope="module")
def forest(make_module_site):
    """A mount for each tree."""
    rng = random.Random(SEED)
    trees = [make(rng, rng.choice(KINDS[:2]), number % 4) for number in range(TREES)]
    configuration = conf.sample().modules("setenvif").raw("SetEnvIf Request_URI . inside")
    for number, tree in enumerate(trees):
        configuration.location(f"/m{number}", "AuthGroupFile @groups@", *lines_of(tree), "TokenAdmin self")
    site = make_module_site(configuration)
    site.error_log.tolerate("tokenadmin:warn.*TA200(10|3[23])", "authz_core:error")
    site.trees = list(enumerate(trees))
    site.tokens = {login: site.me(login).token("model") for login in ("admin", "bob")}
    return site


def accepted(site, number: int, login: str) -> bool:
    answers = {site.api(f"/m{number}", headers).search().status for headers in (basic(login), bearer(site.tokens[login]))}
    assert answers in ({200}, {401}, {403}), lines_of(site.trees[number][1])
    return answers == {200}


@pytest.mark.parametrize("login", ["admin", "bob"])
def test_user_counts_only_where_a_line_that_needs_the_user_grants(forest, login):
    """A restriction that is fulfilled without a user in a nested <RequireAll> may cost a user the right, at most."""
    for number, tree in forest.trees:
        right, got = is_accepted(tree, login), accepted(forest, number, login)
        assert right or not got, lines_of(tree)
        assert got or not right or depth_of(tree) > 3, lines_of(tree)


def test_request_without_a_user_is_accepted_by_no_nesting(forest):
    for number, tree in forest.trees:
        assert forest.api(f"/m{number}", {}).search().status in (401, 403), lines_of(tree)
