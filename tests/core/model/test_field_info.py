"""The fields of a struct are read from it: key in the file, plain type, whether required, description."""

from tui.core.model.field_info import field_infos
from tui.core.model.records import Citation, Event, Relation


def test_a_field_has_its_key_its_type_without_the_description_and_whether_it_is_required() -> None:
    fields = field_infos(Relation)
    assert [fields[key].attribute for key in ("from", "to")] == ["source", "target"]
    assert (fields["from"].type, fields["from"].required) == (str, True)
    assert fields["from"].description == "id of the entity at its start"
    assert (fields["role"].attribute, fields["role"].required) == ("role", False)
    assert field_infos(Event)["evidence"].type == tuple[Citation, ...]
