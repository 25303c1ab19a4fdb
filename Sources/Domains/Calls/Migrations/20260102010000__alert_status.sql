-- What the carrier last said of the alert's call: rings, answered, nobody there.
alter table emergency_alerts add column call_status text;
