using System.IO.Abstractions.TestingHelpers;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration;

/// <summary>Each kind of mistake, and the line that an operator gets for it.</summary>
public sealed class ComplaintTests
{
    [Theory]
    [InlineData("setle: 1s", "2:1: setle: unknown key `setle`; did you mean `settle`?")]
    [InlineData("Blank_Rows: skip", "2:1: Blank_Rows: unknown key `Blank_Rows`; did you mean `blank-rows`?")]
    [InlineData("colour: red", "2:1: colour: unknown key `colour`; a feed has the keys `feed`, `match`, `settle`, `complete`, `blank-rows`, `bad-rows`, `max-bad-rows`, `dialect`, `schema`, `references`, `max-unpacked-size`, `duplicates`, `transform`, `output`, `load`, `give-up`, `order`, `expect`, `reply`, `notify`")]
    [InlineData("reply: replies", "2:8: reply: the path `replies` does not lie in `outgoing/`; write a place of the zone such as `outgoing/orders`")]
    [InlineData("replay: x", "2:1: replay: unknown key `replay`; did you mean `reply`?")]
    [InlineData("notify: [command: { run: [/bin/true], name: reply }]", "2:10: notify[0].command: no notifier is named `reply`: that is the answer to the sender; give it another name")]
    [InlineData("expect: { days: mon-fri }", "2:9: expect: the key `by` is missing; write when the file must have come: `by: \"06:00\"`")]
    [InlineData("expect: { by: 6am }", "2:15: expect.by: expected a time of day such as \"06:00\"; found `6am`; write hours and minutes with two digits each, from 00:00 to 23:59")]
    [InlineData("expect: { by: \"24:00\" }", "2:15: expect.by: expected a time of day such as \"06:00\"; found `24:00`; write hours and minutes with two digits each, from 00:00 to 23:59")]
    [InlineData("expect: { by: \"06:00\", days: workdays }", "2:30: expect.days: `workdays` names no days; write one of `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`, or a range such as `mon-fri`")]
    [InlineData("expect: { by: \"06:00\", timezone: Europe/Berln }", "2:34: expect.timezone: unknown time zone `Europe/Berln`; did you mean `Europe/Berlin`?")]
    [InlineData("expect: { by: \"06:00\", min-files: 0 }", "2:35: expect.min-files: expected a whole number from 1 to 1000000; found `0`")]
    [InlineData("email: {}", "2:1: email: `email` does not belong here; write it in the list `notify`")]
    [InlineData("notify: ops@example.com", "2:9: notify: expected a list of notifiers such as `- webhook: { url: \"https://hooks.example.com/x\" }`; found `ops@example.com`")]
    [InlineData("notify: [mail: {}]", "2:10: notify[0].mail: unknown key `mail`; did you mean `email`?")]
    [InlineData("notify: [webhook: { url: \"https://me:secret@x/\" }]", "2:26: notify[0].webhook.url: it is no address of a web server; write for example `\"https://hooks.example.com/x\"`; a password in it goes into `secret`, or into `credential:NAME` in its path")]
    [InlineData("notify: [webhook: { url: \"http://x/\", on: fail }]", "2:43: notify[0].webhook.on: unknown occasion `fail`; did you mean `failed`?")]
    [InlineData("notify: [webhook: { url: \"http://x/\", on: [] }]", "2:43: notify[0].webhook.on: no occasion is named; name some of `failed`, `split`, `archived`, `skipped`, `deferred`, `overdue`, `unresolved`, or remove the key")]
    [InlineData("notify: [webhook: { url: \"http://x/\" }, webhook: { url: \"http://y/\" }]", "2:41: notify[1].webhook: a second notifier is named `webhook`; give it a name of its own: `name: …`")]
    [InlineData("notify: [email: { to: nobody, from: a@b.c, server: m }]", "2:23: notify[0].email.to: `nobody` is no mail address; write for example `operations@example.com`, or `\"Operations <operations@example.com>\"`")]
    [InlineData("notify: [email: { to: [], from: a@b.c, server: m }]", "2:23: notify[0].email.to: no address is named; write for example `operations@example.com`, or `\"Operations <operations@example.com>\"`")]
    [InlineData("notify: [email: { to: a@b.c, from: a@b.c, server: m, user: u }]", "2:54: notify[0].email.user: `user` and `password` belong together; write both, or none")]
    [InlineData("notify: [email: { to: a@b.c, from: a@b.c, server: m, tls: off, user: u, password: credential:p }]", "2:73: notify[0].email.password: a password would be sent in the clear; remove `tls: off`")]
    [InlineData("notify: [email: { to: a@b.c, from: a@b.c, server: m, tls: ssl }]", "2:59: notify[0].email.tls: unknown value for tls `ssl`; write one of `starttls`, `on`, `off`")]
    [InlineData("notify: [command: { on: failed }]", "2:19: notify[0].command: the key `run` is missing; write the program and its arguments: `run: [\"/usr/local/bin/tell-operations\"]`")]
    [InlineData("duplicates: drop", "2:13: duplicates: unknown value for duplicates `drop`; write one of `skip`, `fail`, `process`")]
    [InlineData("duplicates: { by: name }", "2:19: duplicates.by: unknown value for by `name`; did you mean `name-and-content`?")]
    [InlineData("duplicates: { window: 30m }", "2:23: duplicates.window: 30m is out of range; write 1h to 3650d")]
    [InlineData("transform: [deduplicate: { keep: last }]", "2:26: transform[0].deduplicate: the key `by` is missing; name the columns whose cells are the key")]
    [InlineData("transform: [deduplicate: { by: id, keep: newest }]", "2:42: transform[0].deduplicate.keep: unknown value for keep `newest`; write one of `first`, `last`")]
    [InlineData("delimiter: \";\"", "2:1: delimiter: `delimiter` does not belong here; write it below `dialect`")]
    [InlineData("settle: 5", "2:9: settle: expected a duration such as 1s, 5m, 2h; found `5`; write its unit: `5s` for seconds")]
    [InlineData("settle: soon", "2:9: settle: expected a duration such as 1s, 5m, 2h; found `soon`")]
    [InlineData("settle: [1s]", "2:9: settle: expected a duration such as 1s, 5m, 2h; found a list")]
    [InlineData("settle: { a: 1s }", "2:9: settle: expected a duration such as 1s, 5m, 2h; found a mapping")]
    [InlineData("settle:", "2:1: settle: expected a duration such as 1s, 5m, 2h; found nothing; give it a value or remove the key")]
    [InlineData("settle: 25h", "2:9: settle: 25h is out of range; write 0s to 24h")]
    [InlineData("settle: 99999999999999999999s", "2:9: settle: expected a duration such as 1s, 5m, 2h; found `99999999999999999999s`")]
    [InlineData("settle: -1s", "2:9: settle: expected a duration such as 1s, 5m, 2h; found `-1s`")]
    [InlineData("match: [a.csv, in/b.csv]", "2:16: match[1]: `in/b.csv` holds a `/`; match the file's name alone: folders below incoming/ belong to the feed of their name")]
    [InlineData("match: \"\"", "2:8: match: an empty pattern matches nothing; remove it")]
    [InlineData("match: []", "2:8: match: the list is empty; name a pattern, or remove the key")]
    [InlineData("match: \"o-[0-9].csv\"", "2:8: match: `o-[0-9].csv` holds a bracket; only `*` (any text) and `?` (any one character) have a meaning")]
    [InlineData("match: *.csv", "2:8: match: in YAML `*` starts an alias, and there is no anchor `&.csv` before it; if a text is meant, put it in quotes: \"*.csv\"")]
    [InlineData("match: &a [*a]", "2:12: match[0]: in YAML `*` starts an alias, and there is no anchor `&a` before it; if a text is meant, put it in quotes: \"*a\"")]
    [InlineData("complete: {}", "2:11: complete: nothing is asked for; write `marker: \"{name}.done\"` or `checksum: \"{name}.sha256\"`")]
    [InlineData("complete: { marker: done }", "2:21: complete.marker: `done` lacks `{name}`, which stands for the name of the delivery; write for example \"{name}.done\", in quotes")]
    [InlineData("complete: { marker: \"{name}{name}\" }", "2:21: complete.marker: `{name}{name}` holds `{name}` more than once; write for example \"{name}.done\", in quotes")]
    [InlineData("complete: { checksum: \"{name}\" }", "2:23: complete.checksum: a file cannot be its own companion; write for example \"{name}.sha256\", in quotes")]
    [InlineData("complete: { checksum: \"sums/{name}.x\" }", "2:23: complete.checksum: `sums/{name}.x` holds a `/`: the companion lies beside the delivery; write for example \"{name}.sha256\", in quotes")]
    [InlineData("complete: { marker: \"{name}.a\", checksum: \"{name}.b\" }", "2:11: complete: `marker` and `checksum` cannot both be asked for; keep one of them: a checksum proves more")]
    [InlineData("complete: { trailer: x, marker: \"{name}.a\" }", "2:13: complete.trailer: `trailer` is not built yet in this version; remove it")]
    [InlineData("complete: { marker: {name} }", "2:21: complete.marker: expected the name of the companion file; found a mapping; write for example \"{name}.done\", in quotes")]
    [InlineData("bad-rows: splitt", "2:11: bad-rows: unknown value for bad-rows `splitt`; did you mean `split`?")]
    [InlineData("max-bad-rows: 1%", "2:1: max-bad-rows: `max-bad-rows` means nothing without `bad-rows: split`; remove it, or write `bad-rows: split`, too")]
    [InlineData("bad-rows: split\nmax-bad-rows: few", "3:15: max-bad-rows: expected a number of rows such as 100, or a part of them such as 1% or 0.5%; found `few`")]
    [InlineData("blank-rows: skipp", "2:13: blank-rows: unknown value for blank-rows `skipp`; did you mean `skip`?")]
    [InlineData("dialect: { delimiter: \";;\" }", "2:23: dialect.delimiter: expected one ASCII character such as \";\", or `tab`, or `auto`; found `;;`")]
    [InlineData("dialect: { delimiter: \"§\" }", "2:23: dialect.delimiter: expected one ASCII character such as \";\", or `tab`, or `auto`; found `§`")]
    [InlineData("dialect: { quote-char: \"'\" }", "2:12: dialect.quote-char: unknown key `quote-char`; did you mean `quoteChar`?")]
    [InlineData("dialect: { delimiter: \"'\", quoteChar: \"'\" }", "2:10: dialect: delimiter and quoteChar are the same character; change one of them")]
    [InlineData("dialect: { encoding: windows-1225 }", "2:22: dialect.encoding: unknown encoding `windows-1225`; did you mean `windows-1252`?")]
    [InlineData("dialect: { lineTerminator: ; }", "2:28: dialect.lineTerminator: expected LF, CRLF or CR; found `;`")]
    [InlineData("dialect: { quoteChar: \"'\", escapeChar: \"/\" }", "2:12: dialect.quoteChar: `quoteChar` and `escapeChar` exclude each other: where characters are escaped, quotes mean nothing; remove one of them")]
    [InlineData("dialect: { header: false, headerRows: [2] }", "2:27: dialect.headerRows: `headerRows` has no meaning without a header; remove it, or `header: false`")]
    [InlineData("dialect: { headerRows: [0] }", "2:25: dialect.headerRows[0]: expected a whole number, 1 or more; found `0`")]
    [InlineData("dialect: { delimiter: \"#\", commentChar: \"#\" }", "2:41: dialect.commentChar: The character is already the delimiter. Write different characters")]
    [InlineData("transform: [{ trim: a, upper: b }]", "2:13: transform[0]: a step has exactly one key; start each step with its own `- `: the order counts")]
    [InlineData("transform: [{ datetime: { a: { zone: Europe/Berlyn } } }]", "2:38: transform[0].datetime.a.zone: unknown time zone `Europe/Berlyn`; did you mean `Europe/Berlin`?")]
    [InlineData("transform: [{ datetime: { a: { to-zone: ../../etc/passwd } } }]", "2:41: transform[0].datetime.a.to-zone: unknown time zone `../../etc/passwd`; write a name of the tz database such as Europe/Berlin, or a distance such as +01:00")]
    [InlineData("transform: [{ datetime: { a: { zone: \"+15:00\" } } }]", "2:38: transform[0].datetime.a.zone: unknown time zone `+15:00`; write a name of the tz database such as Europe/Berlin, or a distance such as +01:00")]
    [InlineData("transform: [{ datetime: { a: { repeated: first } } }]", "2:42: transform[0].datetime.a.repeated: unknown value for repeated `first`; write one of `earlier`, `later`, `fail`")]
    [InlineData("transform: [{ upper: a }, { lookup: a }]", "2:37: transform[1].lookup: expected a mapping with the keys `reference`, `key`, `add`, `absent`; found `a`")]
    [InlineData("transform: [{ lookup: { reference: r, key: a } }]", "2:23: transform[0].lookup: the key `add` is missing; name the columns of the table that are added")]
    [InlineData("transform: [{ lookup: { reference: r, key: [], add: b } }]", "2:44: transform[0].lookup.key: no column is named; write for example `{ customer: id }`")]
    [InlineData("transform: [{ lookup: { reference: r, key: a, add: [b, [c]] } }]", "2:56: transform[0].lookup.add[1]: expected a column, or a mapping such as `name: customer_name`; found a list")]
    [InlineData("transform: [{ lookup: { reference: r, key: a, add: b, absent: emty } }]", "2:63: transform[0].lookup.absent: unknown value for absent `emty`; did you mean `empty`?")]
    [InlineData("transform: [{ lookup: { reference: r, key: a, add: b, absent: { values: b } } }]", "2:73: transform[0].lookup.absent.values: expected a mapping such as `segment: none`; found `b`")]
    [InlineData("transform: [{ uper: a }]", "2:15: transform[0].uper: unknown key `uper`; did you mean `upper`?")]
    [InlineData("transform: [{ rename: [a, b] }]", "2:23: transform[0].rename: expected a mapping such as `old: new`; found a list")]
    [InlineData("transform: [{ trim: [] }]", "2:21: transform[0].trim: no column is named; name one, or remove the step")]
    [InlineData("transform: { trim: a }", "2:12: transform: expected a list of steps such as `- trim: [name, city]`; found a mapping")]
    [InlineData("transform: [{ date: { d: %Y } }]", "2:26: in YAML a text cannot start with `%`; put the text in quotes")]
    [InlineData("output: csv", "2:9: output: expected a mapping with the keys `delimiter`, `quoteChar`, `quoting`, `lineTerminator`, `encoding`, `bom`, `header`, `gzip`, `csv-injection`; found `csv`")]
    [InlineData("output: { delimiter: ;; }", "2:22: output.delimiter: expected one ASCII character such as \";\", or `tab`; found `;;`")]
    [InlineData("output: { delimiter: auto }", "2:22: output.delimiter: expected one ASCII character such as \";\", or `tab`; found `auto`")]
    [InlineData("output: { quoteChar: ’ }", "2:22: output.quoteChar: expected one ASCII character such as \"'\"; found `’`")]
    [InlineData("output: { delimiter: \"'\", quoteChar: \"'\" }", "2:38: output.quoteChar: The quote and the delimiter are the same character. Write different characters")]
    [InlineData("output: { quoteChar: \",\" }", "2:22: output.quoteChar: The quote may equal the delimiter, which is that of the file. Write another quote, or a delimiter for the output")]
    [InlineData("output: { quoteChar: \"|\" }\ndialect: { delimiter: auto }", "2:22: output.quoteChar: The quote may equal the delimiter, which is that of the file. Write another quote, or a delimiter for the output")]
    [InlineData("output: { delimiter: \"'\" }\ndialect: [{ quoteChar: \"'\" }, {}]", "2:22: output.delimiter: The delimiter equals the quote, which is that of the file. Write another delimiter, or a quoteChar for the output")]
    [InlineData("output: { quoting: non-numeric }", "2:20: output.quoting: unknown quoting `non-numeric`; write one of `minimal`, `all`, `text`")]
    [InlineData("output: { lineTerminator: NL }", "2:27: output.lineTerminator: expected LF, CRLF or CR; found `NL`")]
    [InlineData("output: { encoding: windows-1225 }", "2:21: output.encoding: unknown encoding `windows-1225`; did you mean `windows-1252`?")]
    [InlineData("output: { bom: true, encoding: windows-1252 }", "2:16: output.bom: windows-1252 has no byte order mark, only Unicode encodings have one. Remove it, or write for example encoding: utf-8")]
    [InlineData("output: { encoding: x-IA5-German, delimiter: \"|\" }", "2:21: output.encoding: x-IA5-German cannot encode the delimiter, the quote or the line ends. Write another encoding, such as utf-8")]
    [InlineData("output: { header: no }", "2:19: output.header: expected true or false, without quotes; found `no`")]
    [InlineData("output: { gzipp: true }", "2:11: output.gzipp: unknown key `gzipp`; did you mean `gzip`?")]
    [InlineData("output: { csv-injection: strip }", "2:26: output.csv-injection: unknown value for csv-injection `strip`; write one of `off`, `escape`, `reject`")]
    [InlineData("output: { csvInjection: escape }", "2:11: output.csvInjection: unknown key `csvInjection`; did you mean `csv-injection`?")]
    [InlineData("gzip: true", "2:1: gzip: `gzip` does not belong here; write it below `output`")]
    [InlineData("load: [{ kafka: {} }]", "2:10: load[0].kafka: unknown key `kafka`; load has the keys `postgres`, `sqlite`, `s3`, `rabbitmq`, `command`, `directory`")]
    [InlineData("load: [{ rabbitmq: { url: \"amqp://u:p@mq/v\", routing-key: q } }]", "2:27: load[0].rabbitmq.url: this is no address of RabbitMQ; write for example `amqps://mq.example.com/orders`, its end the virtual host; names and passwords go into `user` and `password`")]
    [InlineData("load: [{ rabbitmq: { url: \"amqp://mq/v\" } }]", "2:20: load[0].rabbitmq: neither an exchange nor a queue is named; write `routing-key: QUEUE`, or `exchange: NAME`")]
    [InlineData("load: [{ directory: {} }]", "2:21: load[0].directory: the key `path` is missing; write for example `path: outgoing/orders`")]
    [InlineData("load: [{ directory: { path: /srv/../x } }]", "2:29: load[0].directory.path: `/srv/../x` is not the absolute path of a folder; write for example `/mnt/partner/orders`, without `.`, `..` or empty parts")]
    [InlineData("load: [{ directory: { path: /srv/x, mount: /mnt } }]", "2:44: load[0].directory.mount: `/mnt` does not hold the folder of `path`; write the mount point that `path` lies in")]
    [InlineData("load: [{ directory: { path: outgoing/x, name: x } }]", "2:41: load[0].directory.name: `name` means nothing for a folder of the zone; remove it")]
    [InlineData("load: [{ directory: { path: /srv/x, file: \"{file}.csv\" } }]", "2:43: load[0].directory.file: there is no placeholder {file}; write a name, with the placeholders {file.name}, {feed}, {job}, {stamp}, {date}, {year}, {month}, {day}")]
    [InlineData("load: [{ directory: { path: /srv/x, file: \"{date}/{file.name}\" } }]", "2:43: load[0].directory.file: `{date}/{file.name}` is no name but a path; write a name, with the placeholders {file.name}, {feed}, {job}, {stamp}, {date}, {year}, {month}, {day}")]
    [InlineData("load: [{ directory: { path: outgoing/../x } }]", "2:29: load[0].directory.path: the path `outgoing/../x` leads out of its folder by `..`; write a place of the zone such as `outgoing/orders`")]
    [InlineData("load: [{ directory: { path: archive/x } }]", "2:29: load[0].directory.path: the path `archive/x` does not lie in `outgoing/`; write a place of the zone such as `outgoing/orders`")]
    [InlineData("load: [{ directory: { path: outgoing//x } }]", "2:29: load[0].directory.path: the path `outgoing//x` has an empty part; write a place of the zone such as `outgoing/orders`")]
    [InlineData("load: [{ directory: { path: outgoing/a } }, { directory: { path: outgoing/b } }]", "2:47: load[1].directory: a second directory of the zone is named; keep one; the first stands in line 2")]
    [InlineData("load: [{ command: [] }]", "2:19: load[0].command: no program is named; write for example `[\"/usr/bin/rsync\", \"{input}\", \"partner.example.com::inbox/{file.name}\"]`")]
    [InlineData("load: [{ command: { run: [/nowhere/rsync] } }]", "2:26: load[0].command.run: there is no program `/nowhere/rsync`; install it, or correct the path")]
    [InlineData("load: [{ s3: { key: x } }]", "2:14: load[0].s3: the key `bucket` is missing; name it: `bucket: acme-orders`")]
    [InlineData("load: [{ s3: { bucket: b, secret-key: x } }]", "2:27: load[0].s3.secret-key: `access-key` and `secret-key` belong together; write both, or none: they are taken from the environment or ~/.aws/credentials then")]
    [InlineData("load: [{ s3: { bucket: b, endpoint: minio.example.com } }]", "2:37: load[0].s3.endpoint: `minio.example.com` is no address of a service; write for example `https://s3.example.com`; keys go into `access-key` and `secret-key`")]
    [InlineData("load: [{ s3: { bucket: b, key: /a } }]", "2:32: load[0].s3.key: `/a` starts or ends with a slash; write a name, with the placeholders {file.name}, {feed}, {job}, {stamp}, {date}, {year}, {month}, {day}")]
    [InlineData("load: [{ sqlite: { table: t } }]", "2:18: load[0].sqlite: the key `file` is missing; write its path: `file: /var/lib/shop/shop.db`")]
    [InlineData("load: [{ sqlite: { file: shop.db, table: t } }]", "2:26: load[0].sqlite.file: the path `shop.db` does not lie in `outgoing/`; write a place of the zone such as `outgoing/orders`")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: t, mode: upsert } }]", "2:18: load[0].sqlite: `mode: upsert` needs the columns that tell rows apart; write for example `key: [id]`")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: t, key: id } }]", "2:43: load[0].sqlite.key: `key` means nothing here; remove it, or write `mode: upsert`")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: t, mode: merge } }]", "2:49: load[0].sqlite.mode: unknown mode `merge`; write one of `append`, `upsert`, `replace`")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: t, name: The Shop } }]", "2:49: load[0].sqlite.name: `The Shop` cannot be the name of a target; write at most 63 of a–z, 0–9 and `-`, not starting with `-`")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: a } }, { sqlite: { file: /s.db, table: b } }]", "2:49: load[1].sqlite: a second target is named `sqlite`; give it a name of its own: `name: …`; the first stands in line 2")]
    [InlineData("load: [{ postgres: { table: t } }]", "2:20: load[0].postgres: the key `connection` is missing; write for example `connection: \"Host=db.example.com;Database=shop;Username=dropzone\"`")]
    [InlineData("load: [{ postgres: { connection: Database=shop, table: t } }]", "2:34: load[0].postgres.connection: the connection names no host; write for example `Host=db.example.com`, or the folder of the socket: `Host=/run/postgresql`")]
    [InlineData("load: [{ postgres: { connection: Hots=db;Password=p, table: t } }]", "2:34: load[0].postgres.connection: Npgsql does not know a keyword of this connection, or cannot use its value; write for example `Host=db.example.com;Database=shop;Username=dropzone`; quote a value that holds `;`")]
    [InlineData("sqlite: { file: /s.db }", "2:1: sqlite: `sqlite` does not belong here; write it in the list `load`")]
    [InlineData("order: fifo", "2:8: order: unknown order `fifo`; write one of `free`, `strict`")]
    [InlineData("give-up: never", "2:10: give-up: expected a duration such as 1s, 5m, 2h; found `never`")]
    [InlineData("settle: 1s\nsettle: 2s", "3:1: settle: the key `settle` is written twice; the first stands in line 2")]
    [InlineData("dialect: { delimiter: a, delimiter: { b: [c] }, quoteChar: q }", "2:26: dialect.delimiter: the key `delimiter` is written twice; the first stands in line 2")]
    [InlineData("settle: !seconds 1s", "2:9: settle: the tag `!seconds` means nothing here; if a text is meant, put it in quotes")]
    [InlineData("---\nfeed: b", "3:1: a second YAML document starts before here; one file holds one document: remove the line `---`, or make two files")]
    [InlineData("match:\n\t- a.csv", "3:1: a tab stands in the indentation; YAML is indented with spaces")]
    [InlineData("match: 'a.csv", "2:8: this quote is never closed; close it")]
    [InlineData("match: a\0b", "2:9: a control character stands here (U+0000); remove it")]
    [InlineData("schema: missing.json", "2:9: schema: there is no file ZONE/feeds.d/missing.json; a path is relative to ZONE/feeds.d")]
    [InlineData("schema: orders", "2:9: schema: expected a schema, or the path of a .json, .yaml or .yml file; found `orders`")]
    [InlineData("schema: [a.json]", "2:10: schema[0]: there is no file ZONE/feeds.d/a.json; a path is relative to ZONE/feeds.d")]
    [InlineData("schema: []", "2:9: schema: the list is empty: no file fits no schema; write a schema, or remove the key")]
    public void A_mistake_in_a_feed_is_named_with_its_place_and_remedy(string line, string complaint)
    {
        var folder = ConfigurationFolderFixture.Feed(line + "\n");
        folder.Lines().ShouldBe("feeds.d/orders.yaml:" + complaint);
    }

    [Theory]
    [InlineData("zone: srv", "1:7: zone: `srv` is no whole path; write it from `/` on, such as `/srv/dropzone`")]
    [InlineData("workers: 65", "1:10: workers: expected a whole number from 1 to 64; found `65`")]
    [InlineData("workers: 010", "1:10: workers: expected a whole number from 1 to 64; found `010`")]
    [InlineData("workers: 1e1", "1:10: workers: expected a whole number from 1 to 64; found `1e1`")]
    [InlineData("rescan: 500ms", "1:9: rescan: 500ms is out of range; write 1s to 1h")]
    [InlineData("min-free: lots", "1:11: min-free: expected a size such as 256MiB, 1GB or a number of bytes; found `lots`")]
    [InlineData("min-free: 99999999TiB", "1:11: min-free: expected a size such as 256MiB, 1GB or a number of bytes; found `99999999TiB`")]
    [InlineData("default-feed: no", "1:15: default-feed: expected `on` or `off`; found `no`; write `off`")]
    [InlineData("logs: { keep: 36h }", "1:15: logs.keep: log files are kept for whole days; write days, such as `14d`")]
    [InlineData("logs: 14d", "1:7: logs: expected a mapping with the keys `keep`; found `14d`")]
    [InlineData("retention: { receipts: 30d }", "1:24: retention.receipts: receipts would go before the originals that they tell of; write `archive: …`, no longer than `receipts`")]
    [InlineData("retention: { archive: 60d, receipts: 30d }", "1:38: retention.receipts: receipts would go before the originals that they tell of; write at least the duration of `archive`")]
    [InlineData("retention: { archive: 1h }", "1:23: retention.archive: 1h is out of range; write 1d to 36500d")]
    [InlineData("metrics: {}", "1:10: metrics: it is not said where metrics go; write `file: /var/lib/prometheus/node-exporter/dropzone.prom`, or `port: 9190`")]
    [InlineData("metrics: { file: /tmp/dropzone.txt }", "1:18: metrics.file: `/tmp/dropzone.txt` does not end in `.prom`; node_exporter reads no other files")]
    [InlineData("- workers", "1:1: expected a mapping with the keys `zone`, `workers`, `rescan`, `min-free`, `network-settle`, `default-feed`, `give-up`, `timezone`, `notify`, `metrics`, `retention`, `logs`; found a list")]
    public void A_mistake_in_the_settings_is_named_with_its_place_and_remedy(string line, string complaint)
    {
        var folder = ConfigurationFolderFixture.Settings(line + "\n");
        folder.Lines().ShouldBe("dropzone.yaml:" + complaint);
    }

    [Fact]
    public void All_mistakes_of_all_files_are_told_at_once_in_the_order_of_their_lines()
    {
        var folder = ConfigurationFolderFixture.Settings("wrokers: 2\nrescan: 2\n")
            .With("feeds.d/a.yaml", "match: x/y\nsettle: 1\nfeed: A\n")
            .With("feeds.d/b.yaml", "settle: 1s\n");
        folder.Complaints().Select(complaint => $"{complaint.File}:{complaint.Line}").ShouldBe(
            ["dropzone.yaml:1", "dropzone.yaml:2", "feeds.d/a.yaml:1", "feeds.d/a.yaml:2", "feeds.d/a.yaml:3", "feeds.d/b.yaml:1"]);
    }

    [Fact]
    public void Two_feeds_of_one_name_are_refused_and_the_other_is_named()
    {
        var folder = ConfigurationFolderFixture.Feed("").With("feeds.d/others.yaml", "# here too\nfeed: orders\n");
        folder.Lines().ShouldBe(
            "feeds.d/others.yaml:2:7: feed: another feed is named `orders`; it stands in ZONE/feeds.d/orders.yaml, line 1: rename one of them");
    }

    [Theory]
    [InlineData("Orders")]
    [InlineData("-orders")]
    [InlineData("or_ders")]
    [InlineData("a123456789b123456789c123456789d123456789e123456789f123456789g123")]
    public void A_name_that_cannot_be_a_feeds_is_refused(string name)
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/x.yaml", $"feed: {name}\n");
        folder.Complaints().ShouldHaveSingleItem().Message.ShouldContain("cannot be the name of a feed");
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_refused_at_its_first_wrong_byte()
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/orders.yaml", new MockFileData([.. "feed: a\n# Stra"u8, 0xDF, .. "e\n"u8]));
        folder.Lines().ShouldBe("feeds.d/orders.yaml:2:7: this is not UTF-8; save the file as UTF-8");
    }

    [Fact]
    public void A_settings_file_of_the_wrong_name_is_not_passed_over()
    {
        var folder = new ConfigurationFolderFixture().With("dropzone.yml", "workers: 2\n");
        folder.Lines().ShouldBe("dropzone.yml: this file is not read; name it dropzone.yaml");
    }

    [Fact]
    public void A_schema_among_the_feeds_is_told_where_it_belongs()
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/schema.yaml", "fields: [{ name: a }]\n");
        folder.Lines().ShouldContain("`fields` does not belong here; write it below `schema`; a Table Schema in a file of its own lies outside feeds.d/");
    }

    [Theory]
    [InlineData("feeds.d/a.yaml", "feed: a\ndialect: { delimiter: \";\"\nsettle: 1s\n", "not valid YAML after this place; check the indentation")]
    [InlineData("a.json", "{ \"fields\": [ {\"name\": \"a\"} {\"name\": \"b\"} ] }", "a.json:1:29: not valid JSON: ")]
    public void What_the_parser_only_stumbles_over_is_a_complaint_too(string file, string text, string complaint)
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/a.yaml", "feed: a\nschema: ../a.json\n").With(file, text);
        folder.Lines().ShouldContain(complaint);
    }

    [Fact]
    public void No_broken_text_is_more_than_a_complaint()
    {
        var random = new Random(20261123);
        var folder = new ConfigurationFolderFixture();
        var whole = string.Join('\n', DropZone.Configuration.Examples.ExampleFeed.Text.Split('\n').Where(line => line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[2..]));
        const string Signs = "{}[]:,-#&*!|>'\"%@`?~ \n\t\\a0é";
        for (var i = 0; i < 2000; i++)
        {
            var text = new System.Text.StringBuilder(whole);
            for (var n = random.Next(1, 5); n > 0; n--)
                _ = random.Next(2) == 0 ? text.Remove(random.Next(text.Length), 1) : text.Insert(random.Next(text.Length), Signs[random.Next(Signs.Length)]);
            Should.NotThrow(folder.With("feeds.d/orders.yaml", text.ToString()).TryRead, text.ToString());
        }
    }

    [Fact]
    public void Syntax_beyond_the_known_slips_is_told_in_the_parsers_words()
    {
        var folder = ConfigurationFolderFixture.Feed("match: a\n  b: [c\n");
        var complaint = folder.Complaints().ShouldHaveSingleItem();
        complaint.Line.ShouldBeInRange(2, 3);
        complaint.Message.ShouldBe("a `key: value` stands where none can");
    }
}
