"""What the columns of a table become, told by their headings in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from tui.core.text import folding


class ColumnRole(NamedTuple):
    """What a column may become."""

    becomes: str
    """What its cells become, for people."""
    words: str
    """Headings that name it, separated by commas, the surest first."""
    several: bool = False
    """Whether all columns that have it are taken; else only the surest."""


ROLES: dict[str, ColumnRole] = {
    "title": ColumnRole(
        "the title of the event, or a name",
        """
        title, headline, event title, event, what happened, what, name, label, titel, titre, título,
        titolo, tytuł, заголовок, название, назва, загаловак, тытул, überschrift, schlagzeile,
        ereignis, événement, evento, acontecimiento, wydarzenie, событие, падзея, подія,
        gebeurtenis, vorfall, incident, was geschah, was passierte, was, que s est il passé, qué
        pasó, cosa è successo, co się stało, что произошло, что случилось, што адбылося, що сталося,
        nom, nombre, nome, nazwa, имя, имя события, bezeichnung, libellé, subject, topic, milestone
        """,
    ),
    "summary": ColumnRole(
        "the summary",
        """
        summary, description, text, details, body, content, abstract, zusammenfassung, beschreibung,
        résumé, descripción, resumen, descrizione, riassunto, descrição, resumo, opis, streszczenie,
        описание, апісанне, опис, текст, тэкст, краткое содержание, подробности, падрабязнасці,
        omschrijving, beschrijving, texte, texto, testo
        """,
        several=True,
    ),
    "date": ColumnRole(
        "the date, or its start",
        """
        date, event date, when, datum, fecha, data, дата, start date, start, date start, startdate,
        begin date, begin, beginning, beginn, anfang, startdatum, wann, von, since, from, date time,
        datetime, timestamp, point in time, début, date de début, quand, inicio, fecha de inicio, cuándo, inizio,
        data inizio, quando, início, początek, data rozpoczęcia, od, kiedy, начало, дата начала,
        когда, с, пачатак, дата пачатку, калі, початок, дата початку, коли, wanneer, begindatum,
        period, zeitraum, zeit, période
        """,
    ),
    "end": ColumnRole(
        "the end of the date",
        """
        end date, end, date end, enddate, finish, finish date, to, until, till, ende, enddatum, bis,
        fin, date de fin, fecha de fin, fine, data fine, fim, koniec, data zakończenia, do, конец,
        дата окончания, окончание, до, по, канец, дата заканчэння, кінець, дата закінчення,
        einddatum, einde
        """,
    ),
    "year": ColumnRole(
        "the year of the date",
        """
        year, start year, begin year, jahr, année, año, anno, ano, rok, год, рік, jaar
        """,
    ),
    "month": ColumnRole(
        "the month of the date",
        """
        month, start month, begin month, monat, mois, mes, mese, mês, miesiąc, месяц, місяць, maand
        """,
    ),
    "day": ColumnRole(
        "the day of the date",
        """
        day, start day, begin day, tag, jour, día, giorno, dia, dzień, день, дзень, dag
        """,
    ),
    "time": ColumnRole(
        "the time of day",
        """
        time, start time, uhrzeit, heure, hora, ora, godzina, время, час, tijd, time of day
        """,
    ),
    "end year": ColumnRole(
        "the year of the end",
        """
        end year, endjahr
        """,
    ),
    "end month": ColumnRole(
        "the month of the end",
        """
        end month, endmonat
        """,
    ),
    "end day": ColumnRole(
        "the day of the end",
        """
        end day, endtag
        """,
    ),
    "end time": ColumnRole(
        "the time of day of the end",
        """
        end time
        """,
    ),
    "shown date": ColumnRole(
        "the date as it is shown",
        """
        display date
        """,
    ),
    "kind": ColumnRole(
        "the kind of event",
        """
        kind, category, event type, kategorie, catégorie, categoría, categoria, kategoria,
        категория, катэгорыя, категорія, group, groupe, gruppe, grupo, rubrik, art, вид, від, theme,
        thema, thème, tag, tags, categories
        """,
    ),
    "type": ColumnRole(
        "the type of record, or a kind of event",
        """
        type, record type, typ, тип, тып, tipo
        """,
    ),
    "place": ColumnRole(
        "the place",
        """
        place, location, where, venue, city, town, ort, wo, stadt, lieu, où, ville, lugar, dónde,
        ciudad, luogo, dove, città, local, onde, miejsce, gdzie, miasto, место, где, город, месца,
        дзе, горад, місце, де, місто, plaats, waar, location name, place name
        """,
    ),
    "people": ColumnRole(
        "people who are involved",
        """
        people, person, persons, personen, personnes, personne, personas, persone, pessoas, osoby,
        osoba, люди, персоны, люди и лица, людзі, асобы, особи
        """,
        several=True,
    ),
    "organisations": ColumnRole(
        "organisations that are involved",
        """
        organisations, organisation, organizations, organization, org, orgs, company, companies,
        institution, institutions, organisationen, firma, unternehmen, entreprise, organizaciones,
        organización, organizacje, organizacja, организация, организации, арганізацыя, арганізацыі,
        організація, організації
        """,
        several=True,
    ),
    "involves": ColumnRole(
        "who is involved (organisations)",
        """
        involves, involved, who, actor, actors, participants, participant, entities, entity,
        beteiligte, akteure, wer, acteurs, qui, actores, quién, participantes, attori, chi,
        uczestnicy, kto, участники, участник, кто, удзельнікі, хто, учасники, betrokkenen, wie
        """,
        several=True,
    ),
    "source": ColumnRole(
        "a source: its title",
        """
        source, sources, source title, source name, reference, references, ref, citation, quelle,
        quellen, beleg, belege, quellenangabe, référence, références, fuente, fuentes, fonte, fonti,
        fontes, źródło, źródła, источник, источники, крыніца, крыніцы, джерело, джерела, bron,
        bronnen, bibliography
        """,
        several=True,
    ),
    "link": ColumnRole(
        "a source: its address",
        """
        url, link, links, urls, source url, source link, source uri, uri, href, website, web, web
        page, webpage, article url, weblink, internetadresse, lien, liens, enlace, enlaces,
        collegamento, odnośnik, ссылка, ссылки, спасылка, спасылкі, посилання, sources url,
        reference url, reference link
        """,
        several=True,
    ),
    "media": ColumnRole(
        "a source: the address of a picture",
        """
        media, media url, image, image url, picture
        """,
    ),
    "caption": ColumnRole(
        "the title of the picture",
        """
        media caption, caption
        """,
    ),
    "credit": ColumnRole(
        "the author of the picture",
        """
        media credit, credit
        """,
    ),
    "quote": ColumnRole(
        "an excerpt of the source",
        """
        quote, quotes, quotation, quotations, excerpt, source quote, zitat, zitate, cita, citas,
        citazione, cytat, цитата, цитаты, цытата, цытаты, citaat, original text
        """,
        several=True,
    ),
    "evidence": ColumnRole(
        "passages of sources: SOURCE/PASSAGE",
        """
        evidence
        """,
    ),
    "publisher": ColumnRole(
        "the publisher of the source",
        """
        publisher, publication, newspaper, outlet, medium, source publisher, herausgeber, verlag,
        éditeur, editorial, издатель, издание, выданне, видання
        """,
    ),
    "author": ColumnRole(
        "the authors of the source",
        """
        author, authors, source author, autor, autoren, auteur, auteurs, autores, autore, автор,
        авторы, аўтар, аўтары
        """,
    ),
    "issued": ColumnRole(
        "when the source came out",
        """
        published, source date, publication date, date published, published date, published at, date
        of publication, veröffentlicht, publié, publicado, дата публикации, дата публікацыі
        """,
    ),
    "accessed": ColumnRole(
        "when the source was last read",
        """
        accessed, access date, retrieved, date accessed, retrieved on, abgerufen, consulté
        """,
    ),
    "archived": ColumnRole(
        "the address of an archived copy",
        """
        archived, archive url, archive, archive link, archived url, wayback
        """,
    ),
    "note": ColumnRole(
        "a note",
        """
        note, notes, comment, comments, remark, remarks, notiz, notizen, anmerkung, anmerkungen,
        bemerkung, bemerkungen, kommentar, kommentare, remarque, remarques, commentaire,
        commentaires, nota, notas, comentario, comentarios, uwagi, uwaga, примечание, примечания,
        комментарий, комментарии, заметки, заўвага, заўвагі, нататка, нататкі, примітка, примітки,
        opmerking, opmerkingen
        """,
        several=True,
    ),
    "other names": ColumnRole(
        "other names of the record",
        """
        other names, aliases, alias, also known as
        """,
        several=True,
    ),
    "after": ColumnRole(
        "the events that it came after: their ids",
        """
        after
        """,
    ),
    "origin": ColumnRole("the place that a move starts from", ""),
    "destination": ColumnRole("the place that a move leads to", ""),
    "moved": ColumnRole("how many moved", ""),
    "value": ColumnRole("the values of a claim", ""),
    "as_of": ColumnRole("when a relation was so", ""),
    "id": ColumnRole(
        "the id",
        """
        id, event id, identifier, uid, uuid, key, unique id
        """,
    ),
}
"""Name of a role, as `--map` takes it → what it means."""

_FILLERS = " event events the of a an der die das des de la le du in item properties fields attributes "
"""Words of a heading that may be left out: “date of the event”."""
_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_NUMBERED = re.compile(r"([^\W\d])(\d+)$")
_MOST_WORDS = 4
_NO_HEADING = re.compile(r"[:{}\"“”]|\d{3}")
"""What no heading has that is known by one of its words alone."""
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")


@cache
def _by_words() -> dict[str, tuple[str, int]]:
    """Return folded heading → its role, and how sure that is: 0 is the surest."""
    found: dict[str, tuple[str, int]] = {}
    for name, role in ROLES.items():
        if not role.words:  # only a table of our own has it
            continue
        for rank, words in enumerate((name, *" ".join(role.words.split()).split(", "))):
            found.setdefault(_folded(words), (name, max(0, rank - 1)))
    return found


def _folded(text: str) -> str:
    return " ".join(folding.words_once(text))


_COMPUTED = frozenset(("earliest", "latest", "sources", "voices", "where"))
"""Columns of our own export that are made of others."""
OWN = ("origin", "destination", "moved", "value", "as_of")
"""Columns that only a table of our own has, each with the role of its name."""


def computed(names: Iterable[str]) -> frozenset[str]:
    """Return the headings of columns that say nothing of their own: in a table that we have written, some are."""
    return _COMPUTED if {*_COMPUTED, "evidence", "quotes"} <= set(names) else frozenset()


def guess(heading: str) -> tuple[str, int] | None:
    """Return the role that a heading names, and how sure that is (0 is the surest); None where it names none."""
    if len(heading) > 60:
        return None
    known = _by_words()
    folded = _NUMBERED.sub(r"\1 \2", _folded(_CAMEL.sub(" ", _BRACKETS.sub(" ", heading))))
    words = folded.split()
    if len(words) > 1 and words[-1].isdigit():
        words.pop()
    if words and words[0] in ("sources", "references"):
        words[0] = "source"
    less = [word for word in words if f" {word} " not in _FILLERS]
    for each in (folded, " ".join(words), " ".join(less)):
        if each in known:
            return known[each]
    return None


def hint(heading: str, role: str) -> bool:
    """Whether one of the words of a heading names a role: “incident date”, where no column says it better."""
    words = [word for word in _folded(_CAMEL.sub(" ", heading)).split() if f" {word} " not in _FILLERS]
    if len(words) > _MOST_WORDS or _NO_HEADING.search(heading):
        return False
    return any(_by_words().get(word, ("",))[0] == role for word in words)
