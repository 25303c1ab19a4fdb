"""kill -9 of server, worker and PostgreSQL during a load of calls and jobs: nothing acknowledged is lost, nothing doubled."""

import time

from installation import free_port
from load import Load


def test_nothing_acknowledged_is_lost_or_doubled(make_installation):
    mainline = make_installation()
    mainline.start("web", "--demo")
    worker_port = free_port()
    mainline.start("worker", port=worker_port)
    key = mainline.command("key", "create", "--org", "harbor", "--name", "load", "--role", "owner", "--limit", "100000")

    with Load(mainline, key) as load:
        time.sleep(4)
        mainline.kill("worker")
        time.sleep(2)
        mainline.start("worker", port=worker_port)
        time.sleep(2)
        mainline.kill("web")
        mainline.start("web")
        time.sleep(3)
        mainline.kill_postgres()
        mainline.until(lambda: mainline.answers(mainline.port), "PostgreSQL was not started again")
        time.sleep(4)

    assert not load.refusals, "\n".join(load.refusals[:3] + mainline.errors_logged()[:10])
    assert len(load.created) > 10 and len(load.calls) > 2, "the load was none"
    check_leads(mainline, load)
    check_calls(mainline, load)
    check_jobs(mainline)
    assert mainline.is_alive("web") and mainline.is_alive("worker")


def check_leads(mainline, load):
    rows = mainline.sql("select name, count(*), min(id::text) from leads where name like 'lead %' group by name")
    stored = {name: (int(count), identifier) for name, count, identifier in rows}
    assert all(count == 1 for count, _ in stored.values()), "a lead was doubled"
    for name, identifier in load.created.items():
        assert stored.get(name, (0, ""))[1] == identifier, f"{name} was acknowledged and is lost"
    assert set(stored) <= load.attempted


def check_calls(mainline, load):
    rows = mainline.sql("""
        select c.provider_call_id, count(*), count(a.id), max(c.status) from calls c
        left join appointments a on a.org_id = c.org_id and a.id = c.appointment_id
        where c.provider_call_id like 'CA%' group by 1""")
    stored = {sid: (int(calls), int(visits), status) for sid, calls, visits, status in rows}
    for sid in load.calls:
        assert stored.get(sid, (0,))[0] == 1, f"the call {sid} was answered and is lost or doubled"
        assert stored[sid][2] == "completed", f"the end of {sid} was acknowledged and is lost: {stored[sid]}"
    assert load.booked, "no call ended in a booking: " + next(iter(load.calls.values()))[-1]
    for sid in load.booked:
        assert stored[sid][1] == 1, f"the booking of {sid} was promised and is lost"
    visits = mainline.sql("select count(*), count(distinct appointment_id) from calls where appointment_id is not null")
    assert visits[0][0] == visits[0][1], "two calls share a visit"
    booked_by_call = int(mainline.sql("select count(*) from appointments where source in ('call', 'voice')")[0][0])
    assert booked_by_call in (0, int(visits[0][0])), "a visit was booked twice"


def check_jobs(mainline):
    """The queue drains; no job is both waiting and done; each text was sent once at most."""
    def waiting() -> int:
        return int(mainline.sql("""
            select count(*) from jobs where state in ('available', 'running') or (state = 'scheduled' and run_at < now())""")[0][0])

    mainline.until(lambda: waiting() == 0, "the queue does not drain", seconds=60)
    both = mainline.sql("select count(*) from jobs join job_history using (org_id, id)")
    assert both == [["0"]], "a job is both waiting and done"
    stranded = mainline.sql("""
        select count(*) from job_keys k where not exists (select from jobs j where j.org_id = k.org_id and j.id = k.job_id)
        and not exists (select from job_history h where h.org_id = k.org_id and h.id = k.job_id)""")
    assert stranded == [["0"]], "a job that was asked for is lost"
    texts = mainline.sql("""
        select about_id, to_address, count(*) from messages where direction = 'outbound' and about_id is not null
        group by about_id, to_address, body having count(*) > 1""")
    assert not texts, f"a text was written twice: {texts}"
