-- The regulations on de minimis aid, by the days on which awards fall under them. A regulation that is extended or followed is a new script.
insert into budget.aid_regulations (code, basis, title, "from", "to", ceiling, "window")
values
    -- EUR-Lex 32006R1998; end of validity 31 December 2013.
    ('ec-1998-2006', 'de-minimis', 'Commission Regulation (EC) No 1998/2006 on de minimis aid', '2007-01-01', '2013-12-31', 200000, 'fiscal-years'),
    -- EUR-Lex 32013R1407; to 2020 at first, extended by (EU) 2020/972.
    ('eu-1407-2013', 'de-minimis', 'Commission Regulation (EU) No 1407/2013 on de minimis aid', '2014-01-01', '2023-12-31', 200000, 'fiscal-years'),
    -- EUR-Lex 32023R2831, art. 3(2).
    ('eu-2023-2831', 'de-minimis', 'Commission Regulation (EU) 2023/2831 on de minimis aid', '2024-01-01', '2030-12-31', 300000, 'rolling'),
    -- EUR-Lex 32012R0360; to 2018 at first, extended by (EU) 2018/1923 and (EU) 2020/1474.
    ('eu-360-2012', 'sgei-de-minimis', 'Commission Regulation (EU) No 360/2012 on de minimis aid for services of general economic interest', '2012-04-29', '2023-12-31', 500000, 'fiscal-years'),
    -- EUR-Lex 32023R2832.
    ('eu-2023-2832', 'sgei-de-minimis', 'Commission Regulation (EU) 2023/2832 on de minimis aid for services of general economic interest', '2024-01-01', '2030-12-31', 750000, 'rolling');

-- One regulation of a basis on a day.
alter table budget.aid_regulations
    add constraint ck_aid_regulations_period check ("from" <= "to"),
    add constraint ck_aid_regulations_ceiling check (ceiling > 0);
create function budget.refuse_two_regulations() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from budget.aid_regulations r
        where r.basis = new.basis and r.code <> new.code and r."from" <= new."to" and new."from" <= r."to"
    ) then
        raise exception 'two regulations of % on a day', new.basis using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger aid_regulations_apart after insert or update on budget.aid_regulations
    for each row execute function budget.refuse_two_regulations();

-- Nobody is in two single undertakings on a day. A SIREN is a number of one point, so that the index needs no extension.
alter table budget.undertaking_members
    add constraint ck_undertaking_members_period check ("until" is null or "until" >= "from"),
    add constraint ex_undertaking_members_period exclude using gist (
        int4range(siren::int, siren::int, '[]') with &&,
        daterange("from", "until", '[]') with &&
    );

-- What was granted before its regulation was noted.
update budget.grants g set regulation = r.code
from budget.aid_regulations r
where r.basis = g.state_aid_basis and g.awarded_on between r."from" and r."to";
