"""Programs written for PostgREST talk to Mainline's API with PostgREST's own Python client."""

import uuid

import pytest
from postgrest import CountMethod, SyncPostgrestClient
from postgrest.exceptions import APIError


@pytest.fixture(scope="module")
def client(address, key_of):
    return SyncPostgrestClient(f"{address}/api/v1", headers={"Authorization": f"Bearer {key_of('owner')}"})


@pytest.fixture(scope="module")
def mark(client):
    """Three customers of this test alone, told apart from all others by their source."""
    mark = "client-" + uuid.uuid4().hex[:12]
    rows = [
        {"name": f"Ada {mark}", "status": "active", "tags": ["vip", "river side"], "source": mark},
        {"name": f"bo {mark}", "status": "prospect", "tags": ["vip"], "source": mark},
        {"name": f"Cy {mark}", "status": "inactive", "tags": [], "source": mark, "zone": "50% (dental), \"new\""},
    ]
    made = client.from_("customers").insert(rows).execute()
    assert [row["name"] for row in made.data] == [row["name"] for row in rows]
    return mark


@pytest.fixture
def find(client, mark):
    """The first words of the names that a condition leaves, in order."""

    def find(condition):
        query = condition(client.from_("customers").select("name").eq("source", mark)).order("name")
        return [row["name"].split()[0] for row in query.execute().data]

    return find


@pytest.mark.parametrize("condition, names", [
    (lambda query: query, ["Ada", "Cy", "bo"]),
    (lambda query: query.eq("status", "active"), ["Ada"]),
    (lambda query: query.neq("status", "active"), ["Cy", "bo"]),
    (lambda query: query.in_("status", ["active", "prospect"]), ["Ada", "bo"]),
    (lambda query: query.not_.in_("status", ["active", "prospect"]), ["Cy"]),
    (lambda query: query.is_("zone", "null"), ["Ada", "bo"]),
    (lambda query: query.not_.is_("zone", "null"), ["Cy"]),
    (lambda query: query.eq("zone", "50% (dental), \"new\""), ["Cy"]),
    (lambda query: query.like("name", "A%"), ["Ada"]),
    (lambda query: query.ilike("name", "BO%"), ["bo"]),
    (lambda query: query.gt("created_at", "2000-01-01T00:00:00Z").lt("created_at", "2001-01-01T00:00:00Z"), []),
    (lambda query: query.contains("tags", ["vip"]), ["Ada", "bo"]),
    (lambda query: query.contained_by("tags", ["vip", "other"]), ["Cy", "bo"]),
    (lambda query: query.overlaps("tags", ["river side", "other"]), ["Ada"]),
    (lambda query: query.or_("status.eq.inactive,and(name.ilike.a*,tags.cs.{vip})"), ["Ada", "Cy"]),
    (lambda query: query.match({"status": "prospect", "kind": "person"}), ["bo"]),
    (lambda query: query.filter("created_at", "within", "today"), ["Ada", "Cy", "bo"]),
])
def test_finds_what_the_condition_says(find, condition, names):
    assert find(condition) == names


def test_orders_and_pages(client, mark):
    def names(query):
        return [row["name"].split()[0] for row in query.execute().data]

    def mine():
        return client.from_("customers").select("name").eq("source", mark)

    assert names(mine().order("name", desc=True)) == ["bo", "Cy", "Ada"]
    assert names(mine().order("name").limit(1).offset(1)) == ["Cy"]
    assert names(mine().order("name").range(1, 2)) == ["Cy", "bo"]


@pytest.mark.parametrize("method", list(CountMethod))
def test_counts(client, mark, method):
    answer = client.from_("customers").select("id", count=method).eq("source", mark).limit(1).execute()
    assert len(answer.data) == 1
    assert answer.count == 3 or method != CountMethod.exact


def test_counts_without_rows(client, mark):
    assert client.from_("customers").select("*", count=CountMethod.exact, head=True).eq("source", mark).execute().count == 3


def test_gives_one_record_or_says_that_there_is_not_one(client, mark):
    def mine():
        return client.from_("customers").select("name, status").eq("source", mark)

    assert mine().eq("status", "active").single().execute().data == {"name": f"Ada {mark}", "status": "active"}
    assert mine().eq("status", "archived").maybe_single().execute() is None
    for query in [mine().eq("status", "archived"), mine()]:
        with pytest.raises(APIError) as refusal:
            query.single().execute()
        assert refusal.value.code == "PGRST116"


def test_shows_records_referred_to(client):
    site = client.from_("sites").select("id, customer(name), owner:customers(id, name)").limit(1).execute().data[0]
    assert site["customer"]["name"] == site["owner"]["name"]


def test_changes_and_deletes_what_fits(client, mark):
    changed = client.from_("customers").update({"language": "es"}).eq("source", mark).eq("status", "prospect").execute()
    assert [row["language"] for row in changed.data] == ["es"]
    made = client.from_("customers").insert({"name": "Gone", "source": mark + "-gone"}).execute()
    assert made.data[0]["name"] == "Gone"
    gone = client.from_("customers").delete().eq("source", mark + "-gone").execute()
    assert [row["id"] for row in gone.data] == [made.data[0]["id"]]
    assert client.from_("customers").select("id").eq("source", mark + "-gone").execute().data == []


def test_says_what_is_wrong(client):
    with pytest.raises(APIError) as refusal:
        client.from_("customers").select("nothing").execute()
    assert refusal.value.code == "unknown_column" and "nothing" in refusal.value.message
