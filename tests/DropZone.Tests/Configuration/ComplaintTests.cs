using System.IO.Abstractions.TestingHelpers;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration;

/// <summary>Each type of mistake, and the line that an operator sees.</summary>
public sealed class ComplaintTests
{
    [Theory]
    [InlineData("setle: 1s", "2:1: setle: unknown key `setle`. Did you mean `settle`?")]
    [InlineData("Blank_Rows: skip", "2:1: Blank_Rows: unknown key `Blank_Rows`. Did you mean `blank-rows`?")]
    [InlineData("colour: red", "2:1: colour: unknown key `colour`. The keys of a feed are `feed`, `match`, `settle`, `complete`, `blank-rows`, `bad-rows`, `max-bad-rows`, `min-rows`, `trailing-delimiter`, `footer-rows`, `footer-match`, `dialect`, `schema`, `references`, `max-unpacked-size`, `unreadable`, `duplicates`, `transform`, `output`, `load`, `give-up`, `order`, `expect`, `reply`, `notify`.")]
    [InlineData("reply: replies", "2:8: reply: the path `replies` is not below `outgoing/`. Write a path relative to the zone such as `outgoing/orders`.")]
    [InlineData("replay: x", "2:1: replay: unknown key `replay`. Did you mean `reply`?")]
    [InlineData("notify: [command: { run: [/bin/true], name: reply }]", "2:10: notify[0].command: the name `reply` is reserved for the reply to the sender. Choose another name.")]
    [InlineData("expect: { days: mon-fri }", "2:9: expect: the key `by` is missing. Write the time by which the file must have arrived: `by: \"06:00\"`.")]
    [InlineData("expect: { by: 6am }", "2:15: expect.by: expected a time of day such as \"06:00\"; found `6am`. Write hours and minutes with two digits each, from 00:00 to 23:59.")]
    [InlineData("expect: { by: \"24:00\" }", "2:15: expect.by: expected a time of day such as \"06:00\"; found `24:00`. Write hours and minutes with two digits each, from 00:00 to 23:59.")]
    [InlineData("expect: { by: \"06:00\", days: workdays }", "2:30: expect.days: `workdays` is not a day or a range of days. Write one of `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`, or a range such as `mon-fri`.")]
    [InlineData("expect: { by: \"06:00\", timezone: Europe/Berln }", "2:34: expect.timezone: unknown time zone `Europe/Berln`. Did you mean `Europe/Berlin`?")]
    [InlineData("expect: { by: \"06:00\", min-files: 0 }", "2:35: expect.min-files: expected a whole number from 1 to 1000000; found `0`")]
    [InlineData("email: {}", "2:1: email: `email` does not belong here. Write it in the list `notify`.")]
    [InlineData("notify: ops@example.com", "2:9: notify: expected a list of notifiers such as `- webhook: { url: \"https://hooks.example.com/x\" }`; found `ops@example.com`")]
    [InlineData("notify: [mail: {}]", "2:10: notify[0].mail: unknown key `mail`. Did you mean `email`?")]
    [InlineData("notify: [webhook: { url: \"https://me:secret@x/\" }]", "2:26: notify[0].webhook.url: the URL is not HTTP or HTTPS, or contains a user and password. Write for example `\"https://hooks.example.com/x\"`. Put a password into `secret`, or as `credential:NAME` into the path.")]
    [InlineData("notify: [webhook: { url: \"http://x/\", on: fail }]", "2:43: notify[0].webhook.on: unknown occasion `fail`. Did you mean `failed`?")]
    [InlineData("notify: [webhook: { url: \"http://x/\", on: [] }]", "2:43: notify[0].webhook.on: the list of occasions is empty. Write one or more of `failed`, `split`, `archived`, `skipped`, `deferred`, `overdue`, `unresolved`, or remove the key.")]
    [InlineData("notify: [webhook: { url: \"http://x/\" }, webhook: { url: \"http://y/\" }]", "2:41: notify[1].webhook: another notifier is named `webhook`. Add a unique name: `name: …`.")]
    [InlineData("notify: [email: { to: nobody, from: a@b.c, server: m }]", "2:23: notify[0].email.to: `nobody` is not a mail address. Write for example `operations@example.com`, or `\"Operations <operations@example.com>\"`.")]
    [InlineData("notify: [email: { to: [], from: a@b.c, server: m }]", "2:23: notify[0].email.to: the list of addresses is empty. Write for example `operations@example.com`, or `\"Operations <operations@example.com>\"`.")]
    [InlineData("notify: [email: { to: a@b.c, from: a@b.c, server: m, user: u }]", "2:54: notify[0].email.user: `user` and `password` require each other. Write both, or neither.")]
    [InlineData("notify: [email: { to: a@b.c, from: a@b.c, server: m, tls: off, user: u, password: credential:p }]", "2:73: notify[0].email.password: the password would be sent unencrypted. Remove `tls: off`.")]
    [InlineData("notify: [email: { to: a@b.c, from: a@b.c, server: m, tls: ssl }]", "2:59: notify[0].email.tls: unknown value for tls `ssl`. Write one of `starttls`, `on`, `off`.")]
    [InlineData("notify: [command: { on: failed }]", "2:19: notify[0].command: the key `run` is missing. Write the program and its arguments: `run: [\"/usr/local/bin/notify-operations\"]`.")]
    [InlineData("duplicates: drop", "2:13: duplicates: unknown value for duplicates `drop`. Write one of `skip`, `fail`, `process`.")]
    [InlineData("duplicates: { by: name }", "2:19: duplicates.by: unknown value for by `name`. Did you mean `name-and-content`?")]
    [InlineData("duplicates: { window: 30m }", "2:23: duplicates.window: 30m is out of range. Write a duration from 1h to 3650d.")]
    [InlineData("transform: [deduplicate: { keep: last }]", "2:26: transform[0].deduplicate: the key `by` is missing. Name the columns of the key.")]
    [InlineData("transform: [deduplicate: { by: id, keep: newest }]", "2:42: transform[0].deduplicate.keep: unknown value for keep `newest`. Write one of `first`, `last`.")]
    [InlineData("delimiter: \";\"", "2:1: delimiter: `delimiter` does not belong here. Write it below `dialect`.")]
    [InlineData("settle: 5", "2:9: settle: expected a duration such as 1s, 5m, 2h; found `5`. Add a unit: `5s` for seconds.")]
    [InlineData("settle: soon", "2:9: settle: expected a duration such as 1s, 5m, 2h; found `soon`")]
    [InlineData("settle: [1s]", "2:9: settle: expected a duration such as 1s, 5m, 2h; found a list")]
    [InlineData("settle: { a: 1s }", "2:9: settle: expected a duration such as 1s, 5m, 2h; found a mapping")]
    [InlineData("settle:", "2:1: settle: expected a duration such as 1s, 5m, 2h; found nothing. Add a value, or remove the key.")]
    [InlineData("settle: 25h", "2:9: settle: 25h is out of range. Write a duration from 0s to 24h.")]
    [InlineData("settle: 99999999999999999999s", "2:9: settle: expected a duration such as 1s, 5m, 2h; found `99999999999999999999s`")]
    [InlineData("settle: -1s", "2:9: settle: expected a duration such as 1s, 5m, 2h; found `-1s`")]
    [InlineData("match: [a.csv, in/b.csv]", "2:16: match[1]: `in/b.csv` contains a `/`. Write a pattern of the file's name only: folders below incoming/ belong to the feed of their name.")]
    [InlineData("match: \"\"", "2:8: match: an empty pattern matches nothing. Remove it.")]
    [InlineData("match: []", "2:8: match: the list is empty. Write a pattern, or remove the key.")]
    [InlineData("match: \"o-[0-9].csv\"", "2:8: match: `o-[0-9].csv` contains a bracket. Only `*` (any text) and `?` (any one character) are supported.")]
    [InlineData("match: *.csv", "2:8: match: `*` starts an alias in YAML, and there is no anchor `&.csv` before it. Put a text in quotes: \"*.csv\".")]
    [InlineData("match: &a [*a]", "2:12: match[0]: `*` starts an alias in YAML, and there is no anchor `&a` before it. Put a text in quotes: \"*a\".")]
    [InlineData("complete: {}", "2:11: complete: neither a marker nor a checksum is configured. Write `marker: \"{name}.done\"` or `checksum: \"{name}.sha256\"`.")]
    [InlineData("complete: { marker: done }", "2:21: complete.marker: `done` does not contain `{name}`, the placeholder for the name of the delivery. Write for example \"{name}.done\", in quotes.")]
    [InlineData("complete: { marker: \"{name}{name}\" }", "2:21: complete.marker: `{name}{name}` contains `{name}` more than once. Write for example \"{name}.done\", in quotes.")]
    [InlineData("complete: { checksum: \"{name}\" }", "2:23: complete.checksum: a file cannot be its own companion. Write for example \"{name}.sha256\", in quotes.")]
    [InlineData("complete: { checksum: \"sums/{name}.x\" }", "2:23: complete.checksum: `sums/{name}.x` contains a `/`: the companion must be in the folder of the delivery. Write for example \"{name}.sha256\", in quotes.")]
    [InlineData("complete: { marker: \"{name}.a\", checksum: \"{name}.b\" }", "2:11: complete: `marker` and `checksum` are mutually exclusive. Remove one of them: a checksum is the stronger check.")]
    [InlineData("complete: { trailer: x, marker: \"{name}.a\" }", "2:13: complete.trailer: `trailer` is not supported in this version. Remove it.")]
    [InlineData("complete: { marker: {name} }", "2:21: complete.marker: expected the name of the companion file; found a mapping. Write for example \"{name}.done\", in quotes.")]
    [InlineData("bad-rows: splitt", "2:11: bad-rows: unknown value for bad-rows `splitt`. Did you mean `split`?")]
    [InlineData("max-bad-rows: 1%", "2:1: max-bad-rows: `max-bad-rows` has no effect without `bad-rows: split`. Remove it, or add `bad-rows: split`.")]
    [InlineData("bad-rows: split\nmax-bad-rows: few", "3:15: max-bad-rows: expected a number of rows such as 100, or a share of the rows such as 1% or 0.5%; found `few`")]
    [InlineData("blank-rows: skipp", "2:13: blank-rows: unknown value for blank-rows `skipp`. Did you mean `skip`?")]
    [InlineData("dialect: { delimiter: \"|\\n\" }", "2:23: dialect.delimiter: The delimiter is empty, or has a line end or a character that is no text. Write other characters.")]
    [InlineData("dialect: { delimiter: \"|\\\"|\" }", "2:23: dialect.delimiter: The delimiter contains the quote or the escape. Write different characters.")]
    [InlineData("dialect: { delimiter: \" |\", skipInitialSpace: true }", "2:47: dialect.skipInitialSpace: A space cannot be skipped if it is the delimiter. Remove skipInitialSpace.")]
    [InlineData("dialect: { delimiter: auto, commentChar: \"//\" }", "2:23: dialect.delimiter: The delimiter is not detected with these options. Write it.")]
    [InlineData("dialect: { delimiter: \"//\", commentChar: / }", "2:42: dialect.commentChar: The comment and the delimiter begin with the same characters. Write different ones.")]
    [InlineData("dialect: { delimiter: \"😀\", encoding: latin1 }", "2:23: dialect.delimiter: The encoding latin1 has no such delimiter. Write another one, or another encoding.")]
    [InlineData("dialect: { quote-char: \"'\" }", "2:12: dialect.quote-char: unknown key `quote-char`. Did you mean `quoteChar`?")]
    [InlineData("dialect: { delimiter: \"'\", quoteChar: \"'\" }", "2:10: dialect: `delimiter` and `quoteChar` are the same character. Change one of them.")]
    [InlineData("dialect: { encoding: windows-1225 }", "2:22: dialect.encoding: unknown encoding `windows-1225`. Did you mean `windows-1252`?")]
    [InlineData("dialect: { lineTerminator: ; }", "2:28: dialect.lineTerminator: expected LF, CRLF or CR; found `;`")]
    [InlineData("dialect: { quoteChar: \"'\", escapeChar: \"'\" }", "2:23: dialect.quoteChar: The character is already the escapeChar. Write different characters.")]
    [InlineData("dialect: { escapeChar: /, doubleQuote: true }", "2:27: dialect.doubleQuote: `doubleQuote` has no effect with `escapeChar` alone, which makes quotes ordinary characters. Remove it, or write `quoteChar`.")]
    [InlineData("dialect: { header: false, headerRows: [2] }", "2:27: dialect.headerRows: `headerRows` has no effect without a header. Remove it, or remove `header: false`.")]
    [InlineData("dialect: { headerRows: [0] }", "2:25: dialect.headerRows[0]: expected a whole number, 1 or more; found `0`")]
    [InlineData("dialect: { delimiter: \"#\", commentChar: \"#\" }", "2:41: dialect.commentChar: The character is already the delimiter. Write different characters.")]
    [InlineData("transform: [{ trim: a, upper: b }]", "2:13: transform[0]: a step requires exactly one key. Start each step with its own `- `: their order is significant.")]
    [InlineData("transform: [{ datetime: { a: { zone: Europe/Berlyn } } }]", "2:38: transform[0].datetime.a.zone: unknown time zone `Europe/Berlyn`. Did you mean `Europe/Berlin`?")]
    [InlineData("transform: [{ datetime: { a: { to-zone: ../../etc/passwd } } }]", "2:41: transform[0].datetime.a.to-zone: unknown time zone `../../etc/passwd`. Write a name of the tz database such as Europe/Berlin, or an offset such as +01:00.")]
    [InlineData("transform: [{ datetime: { a: { zone: \"+15:00\" } } }]", "2:38: transform[0].datetime.a.zone: unknown time zone `+15:00`. Write a name of the tz database such as Europe/Berlin, or an offset such as +01:00.")]
    [InlineData("transform: [{ datetime: { a: { repeated: first } } }]", "2:42: transform[0].datetime.a.repeated: unknown value for repeated `first`. Write one of `earlier`, `later`, `fail`.")]
    [InlineData("transform: [{ upper: a }, { lookup: a }]", "2:37: transform[1].lookup: expected a mapping with the keys `reference`, `key`, `add`, `absent`; found `a`")]
    [InlineData("transform: [{ lookup: { reference: r, key: a } }]", "2:23: transform[0].lookup: the key `add` is missing. Name the columns to add from the table.")]
    [InlineData("transform: [{ lookup: { reference: r, key: [], add: b } }]", "2:44: transform[0].lookup.key: the list of columns is empty. Write for example `{ customer: id }`.")]
    [InlineData("transform: [{ lookup: { reference: r, key: a, add: [b, [c]] } }]", "2:56: transform[0].lookup.add[1]: expected a column, or a mapping such as `name: customer_name`; found a list")]
    [InlineData("transform: [{ lookup: { reference: r, key: a, add: b, absent: emty } }]", "2:63: transform[0].lookup.absent: unknown value for absent `emty`. Did you mean `empty`?")]
    [InlineData("transform: [{ lookup: { reference: r, key: a, add: b, absent: { values: b } } }]", "2:73: transform[0].lookup.absent.values: expected a mapping such as `segment: none`; found `b`")]
    [InlineData("transform: [{ uper: a }]", "2:15: transform[0].uper: unknown key `uper`. Did you mean `upper`?")]
    [InlineData("transform: [{ rename: [a, b] }]", "2:23: transform[0].rename: expected a mapping such as `old: new`; found a list")]
    [InlineData("transform: [{ trim: [] }]", "2:21: transform[0].trim: the list of columns is empty. Name a column, or remove the step.")]
    [InlineData("transform: { trim: a }", "2:12: transform: expected a list of steps such as `- trim: [name, city]`; found a mapping")]
    [InlineData("transform: [{ date: { d: %Y } }]", "2:26: a text cannot start with `%` in YAML. Put the text in quotes.")]
    [InlineData("output: csv", "2:9: output: expected a mapping with the keys `delimiter`, `quoteChar`, `quoting`, `lineTerminator`, `encoding`, `bom`, `header`, `gzip`, `csv-injection`; found `csv`")]
    [InlineData("output: { delimiter: ;; }", "2:22: output.delimiter: expected one ASCII character such as \";\", or `tab`; found `;;`")]
    [InlineData("output: { delimiter: auto }", "2:22: output.delimiter: expected one ASCII character such as \";\", or `tab`; found `auto`")]
    [InlineData("output: { quoteChar: ’ }", "2:22: output.quoteChar: expected one ASCII character such as \"'\"; found `’`")]
    [InlineData("output: { delimiter: \"'\", quoteChar: \"'\" }", "2:38: output.quoteChar: The quote and the delimiter are the same character. Write different characters.")]
    [InlineData("output: { quoteChar: \",\" }", "2:22: output.quoteChar: The quote may equal the delimiter, which is that of the file. Write another quote, or a delimiter for the output.")]
    [InlineData("output: { quoteChar: \"|\" }\ndialect: { delimiter: auto }", "2:22: output.quoteChar: The quote may equal the delimiter, which is that of the file. Write another quote, or a delimiter for the output.")]
    [InlineData("output: { delimiter: \"'\" }\ndialect: [{ quoteChar: \"'\" }, {}]", "2:22: output.delimiter: The delimiter equals the quote, which is that of the file. Write another delimiter, or a quoteChar for the output.")]
    [InlineData("output: { quoting: non-numeric }", "2:20: output.quoting: unknown quoting `non-numeric`. Write one of `minimal`, `all`, `text`.")]
    [InlineData("output: { lineTerminator: NL }", "2:27: output.lineTerminator: expected LF, CRLF or CR; found `NL`")]
    [InlineData("output: { encoding: windows-1225 }", "2:21: output.encoding: unknown encoding `windows-1225`. Did you mean `windows-1252`?")]
    [InlineData("output: { bom: true, encoding: windows-1252 }", "2:16: output.bom: windows-1252 has no byte order mark, only Unicode encodings have one. Remove it, or write for example encoding: utf-8.")]
    [InlineData("output: { encoding: x-IA5-German, delimiter: \"|\" }", "2:21: output.encoding: x-IA5-German cannot encode the delimiter, the quote or the line ends. Write another encoding, such as utf-8.")]
    [InlineData("output: { header: no }", "2:19: output.header: expected true or false, without quotes; found `no`")]
    [InlineData("output: { gzipp: true }", "2:11: output.gzipp: unknown key `gzipp`. Did you mean `gzip`?")]
    [InlineData("output: { csv-injection: strip }", "2:26: output.csv-injection: unknown value for csv-injection `strip`. Write one of `off`, `escape`, `reject`.")]
    [InlineData("output: { csvInjection: escape }", "2:11: output.csvInjection: unknown key `csvInjection`. Did you mean `csv-injection`?")]
    [InlineData("gzip: true", "2:1: gzip: `gzip` does not belong here. Write it below `output`.")]
    [InlineData("load: [{ kafka: {} }]", "2:10: load[0].kafka: unknown key `kafka`. The keys of load are `postgres`, `sqlite`, `s3`, `rabbitmq`, `command`, `directory`.")]
    [InlineData("load: [{ rabbitmq: { url: \"amqp://u:p@mq/v\", routing-key: q } }]", "2:27: load[0].rabbitmq.url: the URL is not AMQP, or contains a user and password. Write for example `amqps://mq.example.com/orders`, where the path is the virtual host. Put user and password into `user` and `password`.")]
    [InlineData("load: [{ rabbitmq: { url: \"amqp://mq/v\" } }]", "2:20: load[0].rabbitmq: neither an exchange nor a queue is configured. Write `routing-key: QUEUE`, or `exchange: NAME`.")]
    [InlineData("load: [{ directory: {} }]", "2:21: load[0].directory: the key `path` is missing. Write for example `path: outgoing/orders`.")]
    [InlineData("load: [{ directory: { path: /srv/../x } }]", "2:29: load[0].directory.path: `/srv/../x` is not the absolute path of a folder. Write for example `/mnt/partner/orders`, without `.`, `..` or empty parts.")]
    [InlineData("load: [{ directory: { path: /srv/x, mount: /mnt } }]", "2:44: load[0].directory.mount: `/mnt` does not contain the folder of `path`. Write the mount point that contains `path`.")]
    [InlineData("load: [{ directory: { path: outgoing/x, name: x } }]", "2:41: load[0].directory.name: `name` has no effect for a folder of the zone. Remove it.")]
    [InlineData("load: [{ directory: { path: /srv/x, file: \"{file}.csv\" } }]", "2:43: load[0].directory.file: there is no placeholder {file}. Write a name, which may contain the placeholders {file.name}, {feed}, {job}, {stamp}, {date}, {year}, {month}, {day}.")]
    [InlineData("load: [{ directory: { path: /srv/x, file: \"{date}/{file.name}\" } }]", "2:43: load[0].directory.file: `{date}/{file.name}` is a path. Write a name, which may contain the placeholders {file.name}, {feed}, {job}, {stamp}, {date}, {year}, {month}, {day}.")]
    [InlineData("load: [{ directory: { path: outgoing/../x } }]", "2:29: load[0].directory.path: the path `outgoing/../x` contains `..`. Write a path relative to the zone such as `outgoing/orders`.")]
    [InlineData("load: [{ directory: { path: archive/x } }]", "2:29: load[0].directory.path: the path `archive/x` is not below `outgoing/`. Write a path relative to the zone such as `outgoing/orders`.")]
    [InlineData("load: [{ directory: { path: outgoing//x } }]", "2:29: load[0].directory.path: the path `outgoing//x` has an empty part or a `.`. Write a path relative to the zone such as `outgoing/orders`.")]
    [InlineData("load: [{ directory: { path: outgoing/a } }, { directory: { path: outgoing/b } }]", "2:47: load[1].directory: there is another directory of the zone in line 2. Remove one of them.")]
    [InlineData("load: [{ command: [] }]", "2:19: load[0].command: no program is named. Write for example `[\"/usr/bin/rsync\", \"{input}\", \"partner.example.com::inbox/{file.name}\"]`.")]
    [InlineData("load: [{ command: { run: [/nowhere/rsync] } }]", "2:26: load[0].command.run: there is no program `/nowhere/rsync`. Install it, or fix the path.")]
    [InlineData("load: [{ s3: { key: x } }]", "2:14: load[0].s3: the key `bucket` is missing. Name it: `bucket: acme-orders`.")]
    [InlineData("load: [{ s3: { bucket: b, secret-key: x } }]", "2:27: load[0].s3.secret-key: `access-key` and `secret-key` require each other. Write both, or neither to use the environment or ~/.aws/credentials.")]
    [InlineData("load: [{ s3: { bucket: b, endpoint: minio.example.com } }]", "2:37: load[0].s3.endpoint: `minio.example.com` is not an HTTP or HTTPS URL, or contains a user and password. Write for example `https://s3.example.com`. Put keys into `access-key` and `secret-key`.")]
    [InlineData("load: [{ s3: { bucket: b, key: /a } }]", "2:32: load[0].s3.key: `/a` starts or ends with a slash. Write a name, which may contain the placeholders {file.name}, {feed}, {job}, {stamp}, {date}, {year}, {month}, {day}.")]
    [InlineData("load: [{ sqlite: { table: t } }]", "2:18: load[0].sqlite: the key `file` is missing. Write its path: `file: /var/lib/shop/shop.db`.")]
    [InlineData("load: [{ sqlite: { file: shop.db, table: t } }]", "2:26: load[0].sqlite.file: the path `shop.db` is not below `outgoing/`. Write a path relative to the zone such as `outgoing/orders`.")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: t, mode: upsert } }]", "2:18: load[0].sqlite: `mode: upsert` requires the columns that identify a row. Write for example `key: [id]`.")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: t, key: id } }]", "2:43: load[0].sqlite.key: `key` has no effect in this mode. Remove it, or write `mode: upsert`.")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: t, mode: merge } }]", "2:49: load[0].sqlite.mode: unknown mode `merge`. Write one of `append`, `upsert`, `replace`.")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: t, name: The Shop } }]", "2:49: load[0].sqlite.name: `The Shop` cannot be the name of a target. Write at most 63 characters from a–z, 0–9 and `-`, starting with a letter or digit.")]
    [InlineData("load: [{ sqlite: { file: /s.db, table: a } }, { sqlite: { file: /s.db, table: b } }]", "2:49: load[1].sqlite: another target, in line 2, is named `sqlite`. Add a unique name: `name: …`.")]
    [InlineData("load: [{ postgres: { table: t } }]", "2:20: load[0].postgres: the key `connection` is missing. Write for example `connection: \"Host=db.example.com;Database=shop;Username=dropzone\"`.")]
    [InlineData("load: [{ postgres: { connection: Database=shop, table: t } }]", "2:34: load[0].postgres.connection: the connection has no host. Write for example `Host=db.example.com`, or the folder of the socket: `Host=/run/postgresql`.")]
    [InlineData("load: [{ postgres: { connection: Hots=db;Password=p, table: t } }]", "2:34: load[0].postgres.connection: the connection has an unknown keyword or an invalid value. Write for example `Host=db.example.com;Database=shop;Username=dropzone` and put values that contain `;` in quotes.")]
    [InlineData("sqlite: { file: /s.db }", "2:1: sqlite: `sqlite` does not belong here. Write it in the list `load`.")]
    [InlineData("order: fifo", "2:8: order: unknown order `fifo`. Write one of `free`, `strict`.")]
    [InlineData("give-up: never", "2:10: give-up: expected a duration such as 1s, 5m, 2h; found `never`")]
    [InlineData("settle: 1s\nsettle: 2s", "3:1: settle: the key `settle` is repeated: it is already in line 2. Remove one of them.")]
    [InlineData("dialect: { delimiter: a, delimiter: { b: [c] }, quoteChar: q }", "2:26: dialect.delimiter: the key `delimiter` is repeated: it is already in line 2. Remove one of them.")]
    [InlineData("settle: !seconds 1s", "2:9: settle: the tag `!seconds` is not supported here. Remove it, or put the text in quotes.")]
    [InlineData("---\nfeed: b", "3:1: a second YAML document starts before this place. Remove the line `---`, or split the file in two: a file contains one document.")]
    [InlineData("match:\n\t- a.csv", "3:1: there is a tab in the indentation. Indent YAML with spaces.")]
    [InlineData("match: 'a.csv", "2:8: this quote is never closed. Close it.")]
    [InlineData("match: a\0b", "2:9: there is a control character here (U+0000). Remove it.")]
    [InlineData("schema: missing.json", "2:9: schema: there is no file ZONE/feeds.d/missing.json. A path is relative to ZONE/feeds.d.")]
    [InlineData("schema: orders", "2:9: schema: expected a schema, or the path of a .json, .yaml or .yml file; found `orders`")]
    [InlineData("schema: [a.json]", "2:10: schema[0]: there is no file ZONE/feeds.d/a.json. A path is relative to ZONE/feeds.d.")]
    [InlineData("schema: []", "2:9: schema: the list of schemas is empty. Write a schema, or remove the key.")]
    public void A_mistake_in_a_feed_is_named_with_its_place_and_remedy(string line, string complaint)
    {
        var folder = ConfigurationFolderFixture.Feed(line + "\n");
        folder.Lines().ShouldBe("feeds.d/orders.yaml:" + complaint);
    }

    [Theory]
    [InlineData("zone: srv", "1:7: zone: `srv` is not an absolute path. Write for example `/srv/dropzone`.")]
    [InlineData("workers: 65", "1:10: workers: expected a whole number from 1 to 64; found `65`")]
    [InlineData("workers: 010", "1:10: workers: expected a whole number from 1 to 64; found `010`")]
    [InlineData("workers: 1e1", "1:10: workers: expected a whole number from 1 to 64; found `1e1`")]
    [InlineData("rescan: 500ms", "1:9: rescan: 500ms is out of range. Write a duration from 1s to 1h.")]
    [InlineData("min-free: lots", "1:11: min-free: expected a size such as 256MiB, 1GB or a number of bytes; found `lots`")]
    [InlineData("min-free: 99999999TiB", "1:11: min-free: expected a size such as 256MiB, 1GB or a number of bytes; found `99999999TiB`")]
    [InlineData("default-feed: no", "1:15: default-feed: expected `on` or `off`; found `no`. Write `off`.")]
    [InlineData("logs: { keep: 36h }", "1:15: logs.keep: the duration is not a whole number of days. Write for example `14d`.")]
    [InlineData("logs: 14d", "1:7: logs: expected a mapping with the keys `keep`; found `14d`")]
    [InlineData("retention: { receipts: 30d }", "1:24: retention.receipts: receipts would be deleted before the originals they belong to. Write `archive: …`, at most the duration of `receipts`.")]
    [InlineData("retention: { archive: 60d, receipts: 30d }", "1:38: retention.receipts: receipts would be deleted before the originals they belong to. Write at least the duration of `archive`.")]
    [InlineData("retention: { archive: 1h }", "1:23: retention.archive: 1h is out of range. Write a duration from 1d to 36500d.")]
    [InlineData("metrics: {}", "1:10: metrics: neither `file` nor `port` is configured. Write `file: /var/lib/prometheus/node-exporter/dropzone.prom`, or `port: 9190`.")]
    [InlineData("metrics: { file: /tmp/dropzone.txt }", "1:18: metrics.file: `/tmp/dropzone.txt` does not end in `.prom`. Rename the file: node_exporter reads only `*.prom`.")]
    [InlineData("limits: { record-size: 1GiB }", "1:24: limits.record-size: the size is out of range. Write a size from 1MiB to 256MiB.")]
    [InlineData("limits: { record-memory: 1MiB }", "1:26: limits.record-memory: the size is out of range. Write at least 32MiB.")]
    [InlineData("- workers", "1:1: expected a mapping with the keys `zone`, `workers`, `rescan`, `min-free`, `network-settle`, `default-feed`, `give-up`, `timezone`, `notify`, `metrics`, `retention`, `limits`, `logs`; found a list")]
    public void A_mistake_in_the_settings_is_named_with_its_place_and_remedy(string line, string complaint)
    {
        var folder = ConfigurationFolderFixture.Settings(line + "\n");
        folder.Lines().ShouldBe("dropzone.yaml:" + complaint);
    }

    [Fact]
    public void All_mistakes_of_all_files_are_reported_in_the_order_of_their_lines()
    {
        var folder = ConfigurationFolderFixture.Settings("wrokers: 2\nrescan: 2\n")
            .With("feeds.d/a.yaml", "match: x/y\nsettle: 1\nfeed: A\n")
            .With("feeds.d/b.yaml", "settle: 1s\n");
        folder.Complaints().Select(complaint => $"{complaint.File}:{complaint.Line}").ShouldBe(
            ["dropzone.yaml:1", "dropzone.yaml:2", "feeds.d/a.yaml:1", "feeds.d/a.yaml:2", "feeds.d/a.yaml:3", "feeds.d/b.yaml:1"]);
    }

    [Fact]
    public void A_second_feed_of_the_same_name_is_rejected_with_the_place_of_the_first()
    {
        var folder = ConfigurationFolderFixture.Feed("").With("feeds.d/others.yaml", "# here too\nfeed: orders\n");
        folder.Lines().ShouldBe(
            "feeds.d/others.yaml:2:7: feed: another feed is named `orders`: ZONE/feeds.d/orders.yaml, line 1. Rename one of them.");
    }

    [Theory]
    [InlineData("Orders")]
    [InlineData("-orders")]
    [InlineData("or_ders")]
    [InlineData("a123456789b123456789c123456789d123456789e123456789f123456789g123")]
    public void An_invalid_name_of_a_feed_is_rejected(string name)
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/x.yaml", $"feed: {name}\n");
        folder.Complaints().ShouldHaveSingleItem().Message.ShouldContain("cannot be the name of a feed");
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_rejected_at_its_first_wrong_byte()
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/orders.yaml", new MockFileData([.. "feed: a\n# Stra"u8, 0xDF, .. "e\n"u8]));
        folder.Lines().ShouldBe("feeds.d/orders.yaml:2:7: this is not UTF-8. Save the file as UTF-8.");
    }

    [Fact]
    public void A_settings_file_of_the_wrong_name_is_not_ignored()
    {
        var folder = new ConfigurationFolderFixture().With("dropzone.yml", "workers: 2\n");
        folder.Lines().ShouldBe("dropzone.yml: this file is ignored. Rename it to dropzone.yaml.");
    }

    [Fact]
    public void A_schema_among_the_feeds_is_reported_with_its_place()
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/schema.yaml", "fields: [{ name: a }]\n");
        folder.Lines().ShouldContain("`fields` does not belong here. Write it below `schema`, or, if this file is a Table Schema, move it out of feeds.d/.");
    }

    [Theory]
    [InlineData("feeds.d/a.yaml", "feed: a\ndialect: { delimiter: \";\"\nsettle: 1s\n", "not valid YAML after this place. Check the indentation")]
    [InlineData("a.json", "{ \"fields\": [ {\"name\": \"a\"} {\"name\": \"b\"} ] }", "a.json:1:29: not valid JSON: ")]
    public void Errors_of_the_parser_are_complaints_too(string file, string text, string complaint)
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/a.yaml", "feed: a\nschema: ../a.json\n").With(file, text);
        folder.Lines().ShouldContain(complaint);
    }

    [Fact]
    public void No_invalid_text_throws()
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
    public void Other_syntax_errors_are_reported_at_their_place()
    {
        var folder = ConfigurationFolderFixture.Feed("match: a\n  b: [c\n");
        var complaint = folder.Complaints().ShouldHaveSingleItem();
        complaint.Line.ShouldBeInRange(2, 3);
        complaint.Message.ShouldBe("a `key: value` is not allowed here");
    }
}
