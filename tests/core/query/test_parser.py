"""The grammar of queries: what a text means, how a tree prints, what is said of mistakes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.core.errors import QueryError
from tui.core.query import parser
from tui.core.query import tree as query_tree
from tui.core.query.fields import FIELDS
from tui.core.query.parser import parse
from tui.core.query.tree import And, Everything, Field, Not, Or, Phrase, Query, Word

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("a", A),
        ("a b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("(a b) c", And((A, B, C))),
        ("-a b", And((Not(A), B))),
        ("-(a b)", Not(And((A, B)))),
        ("a-b", Word("a-b")),
        ("a AND b", And((A, B))),
        ("a NOT b", And((A, Not(B)))),
        ("NOT (a b)", Not(And((A, B)))),
        ("a and b", And((A, Word("and"), B))),
        ("ANDY NOTE", And((Word("ANDY"), Word("NOTE")))),
        ("a or b", And((A, Word("or"), B))),
        ('"a b"', Phrase("a b")),
        (r'"a \"b\" \\"', Phrase('a "b" \\')),
        ("org:x", Field("org", "x")),
        ("ORG:x", Field("org", "x")),
        ('org:"x y" a', And((Field("org", "x y"), A))),
        ("-org:x", Not(Field("org", "x"))),
        ("date:2020-08-09..2020-08-12", Field("date", "2020-08-09..2020-08-12")),
        ("date!:2020-08", Field("date!", "2020-08")),
        ("sort:-date", Field("sort", "-date")),
        ("12:30", Word("12:30")),
        ("Гавань", Word("Гавань")),
        ("-", Word("-")),
        ('a OR"b"', Or((A, Phrase("b")))),
        ('NOT"b"', Not(Phrase("b"))),
        ("is:Disputed", Field("is", "disputed")),
    ],
)
def test_a_text_means(text: str, tree: Query) -> None:
    assert parse(text) == tree


def test_only_what_has_a_letter_or_figure_can_be_searched_for() -> None:
    for text, can in (("held", True), ('--- "held"', True), ("org:hpark", True), ("---", False), ('"-" OR .', False)):
        assert query_tree.is_searchable(parse(text)) is can, text


def test_a_field_knows_where_its_value_stands() -> None:
    found = parse('a org:"x y"')
    assert isinstance(found, And)
    field = found.nodes[1]
    assert isinstance(field, Field)
    assert (field.start, field.end) == (6, 11)


@pytest.mark.parametrize(
    ("text", "message", "start", "end", "suggestion"),
    [
        ("a )", "this ) closes nothing", 2, 3, "a"),
        ("(a", "this ( is not closed", 0, 1, "(a)"),
        ("()", "nothing stands between the parentheses", 0, 2, ""),
        ("a OR", "OR needs a term on both sides", 2, 4, "a"),
        ("a AND", "AND needs a term on both sides", 2, 5, "a"),
        ("AND a", "AND needs a term on both sides", 0, 3, "a"),
        ("(a OR)", "OR needs a term on both sides", 3, 5, "(a)"),
        ("a OR OR b", "OR needs a term on both sides", 2, 4, "a OR b"),
        ("a AND AND b", "AND needs a term on both sides", 2, 5, "a AND b"),
        ("a AND OR b", "AND needs a term on both sides", 2, 5, "a OR b"),
        ('a -""', "nothing stands between the quotation marks", 3, 5, "a"),
        ('org:"', "this quotation mark is not closed", 4, 5, ""),
        ("((a", "this ( is not closed", 1, 2, "((a))"),
        ("a NOT", "NOT needs a term behind it", 2, 5, "a"),
        ("OR a", "OR needs a term on both sides", 0, 2, "a"),
        ('"a', "this quotation mark is not closed", 0, 2, '"a"'),
        ('a org:"x', "this quotation mark is not closed", 6, 8, 'a org:"x"'),
        ('""', "nothing stands between the quotation marks", 0, 2, ""),
        ("a orgs:x", "there is no field orgs: — did you mean org: ?", 2, 7, "a org:x"),
        ("org:", "org: takes an organisation, by any of its names or its id", 4, 4, ""),
        (
            "is:disputd",
            "is: takes disputed, single-voice, approximate, inferred, uncited, bookmarked, noted",
            *(3, 10, "is:disputed"),
        ),
        ("has:quotes", "has: takes quote, place, note, claim, differs, after, move", 4, 10, "has:quote"),
    ],
)
def test_a_mistake_is_explained(text: str, message: str, start: int, end: int, suggestion: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert (error.message, error.start, error.end, error.suggestion) == (message, start, end, suggestion)


def test_a_field_is_unlike_another_only_where_it_says_something_else() -> None:
    here, there = parse("org:x"), parse(" org:x")
    assert here == there
    assert (here != there) is False
    assert here != parse("org:y")


def test_an_address_is_offered_as_a_phrase() -> None:
    with pytest.raises(QueryError, match="there is no field https: — fields are org:") as caught:
        parse("a https://example.org")
    assert parse(caught.value.suggestion) == And((A, Phrase("https://example.org")))


@pytest.mark.parametrize("text", ["(" * 500 + "a" + ")" * 500, "-" * 1000 + "a", "a" * 5000])
def test_a_monstrous_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text)


VALUES = st.text(min_size=1, max_size=8).filter(lambda text: text.strip())
TERMS = st.sampled_from(list(FIELDS.values())).flatmap(
    lambda spec: st.builds(Field, st.just(spec.name), st.sampled_from(list(spec.values)) if spec.values else VALUES)
)
PARTS = st.one_of(
    st.builds(str, TERMS),
    st.builds(query_tree.quoted, VALUES),
    st.sampled_from(
        ["a", "b-c", "-", "OR", "AND", "NOT", "-AND", "(", ")", "-(", '"', "org:", "is:disputed", "АБ", "12:30", "\\"]
    ),
    st.text(max_size=6),
)


@given(st.tuples(st.sampled_from([" ", ""]), st.lists(PARTS, max_size=8)).map(lambda drawn: drawn[0].join(drawn[1])))
@example('AND"OR"')
@example("date:9 AND aug AND 2020")
@example("-date:- AND 2020")
@example("known:2020 AND to AND 2021")
def test_what_is_read_prints_so_that_it_reads_the_same(text: str) -> None:
    tree, mistake = read(text)
    assert parse(str(tree)) == tree
    assert str(parse(str(tree))) == str(tree)
    if mistake:
        assert 0 <= mistake.start <= mistake.end <= len(text)
        assert mistake.suggestion != text
        assert not read(mistake.suggestion)[1]


def read(text: str) -> tuple[QueryError | None]:
    try:
        return parse(text), None
    except QueryError as error:
        return Everything(), error


TREES = st.recursive(
    st.one_of(TERMS, st.builds(Phrase, VALUES), st.sampled_from([A, B, C, Word("Гавань")])),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda nodes: And(tuple(nodes)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda nodes: Or(tuple(nodes)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=8,
)


@given(TREES)
def test_a_tree_that_is_built_reads_as_it_prints(tree: Query) -> None:
    once = parse(str(tree))
    assert parse(str(once)) == once
    assert sorted(map(str, leaves(once))) == sorted(map(str, leaves(tree)))


def leaves(node: Query) -> list[Query]:
    match node:
        case Not():
            return leaves(node.node)
        case And() | Or():
            return [leaf for part in node.nodes for leaf in leaves(part)]
        case _:
            return [node]


@given(TREES)
def test_terms_and_joined_are_each_others_inverse(tree: Query) -> None:
    again = parse(str(tree))
    assert query_tree.joined(query_tree.terms(again)) == again
    assert query_tree.joined((again, Everything())) == again


def test_words_that_a_match_contains_leave_out_the_negated() -> None:
    tree = parse('a -b ("c d" OR org:x)')
    assert list(query_tree.positive_words(tree)) == [A, Phrase("c d")]
    assert [field.value for field in query_tree.fields(tree, "org")] == ["x"]


def test_a_part_is_replaced_wherever_it_stands() -> None:
    assert query_tree.replaced(parse("a -(b OR a)"), A, C) == parse("c -(b OR c)")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("known:", ""),
        ("cable date!:", "cable"),
        ("cable -Org:", "cable"),
        ("cable OR date:", "cable"),
        ("(cable date:", "(cable )"),
        ("(org:", ""),
        ("cable", None),
        ("cable nothing:", None),
        ("date:2", None),
        ("xdate:", None),
        ("a:date:", None),
    ],
)
def test_before_the_name_of_a_field_stands_a_whole_query(text: str, rest: str | None) -> None:
    assert parser.before_field(text) == rest


def test_the_limits_of_a_query_are_the_last_that_is_read() -> None:
    for opened, closed in (("(", ")"), ("-", "")):
        deepest = opened * query_tree.DEEPEST
        assert parse(f"{deepest}a{closed * query_tree.DEEPEST}")
        with pytest.raises(QueryError, match="too many parentheses"):
            parse(f"{opened}{deepest}a{closed * (query_tree.DEEPEST + 1)}")
    assert parse("a" * query_tree.LONGEST)
    with pytest.raises(QueryError, match="at most 2000 characters") as caught:
        parse("a" * (query_tree.LONGEST + 1))
    assert (caught.value.start, caught.value.end) == (query_tree.LONGEST, query_tree.LONGEST + 1)


def test_nothing_joined_asks_for_everything() -> None:
    assert query_tree.joined(()) == query_tree.joined((Everything(), Everything())) == Everything()
