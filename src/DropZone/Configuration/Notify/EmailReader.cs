using System.Collections.Frozen;
using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Notifiers;
using MimeKit;

namespace DropZone.Configuration.Notify;

/// <summary>Reads the notifier <c>email</c>. Returns null after a complaint.</summary>
internal static class EmailReader
{
    private const int MaxPort = 65_535;

    private static readonly KeySet Keys =
        new(EmailNotifier.Word, ["to", "from", "server", "port", "tls", "user", "password", "timeout", .. NotifierReader.Common]);

    private static readonly FrozenDictionary<string, MailSecurity> Securities = new Dictionary<string, MailSecurity>
    {
        ["starttls"] = MailSecurity.StartTls,
        ["on"] = MailSecurity.Tls,
        ["off"] = MailSecurity.None,
    }.ToFrozenDictionary();

    public static Notifier? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var before = entry.Complaints.Count;
        var to = mapping.Required("to", "write for example `to: [operations@example.com]`") is { } receivers ? Addresses(receivers) : null;
        var from = mapping.Required("from", "write the sender of the mails: `from: dropzone@example.com`") is { } sender ? Addresses(sender) : null;
        var server = mapping.Required("server", "name the mail server: `server: mail.example.com`")?.Text("the name of a mail server");
        var security = mapping["tls"] is { } tls ? Choice.Read(tls, "value for tls", Securities) : MailSecurity.StartTls;
        var port = mapping["port"] is { } number ? WholeNumber.Read(number, 1, MaxPort) : Port(security);
        var user = mapping["user"]?.Text("the name of a user");
        var password = mapping["password"] is { } secret ? SecretReader.Read(secret, "a secret such as `credential:NAME`") : null;
        var timeout = mapping["timeout"] is { } time ? Duration.Read(time, "1s", "10m") : null;
        if (from?.Count > 1)
            mapping["from"]!.Complain("there is more than one address", "write one address");
        if ((mapping["user"] ?? mapping["password"]) is { } half && mapping["user"] is null != mapping["password"] is null)
            half.ComplainOfKey("`user` and `password` require each other", "write both, or neither");
        if (mapping["password"] is { } inTheClear && security == MailSecurity.None)
            inTheClear.ComplainOfKey("the password would be sent unencrypted", "remove `tls: off`");
        return entry.Complaints.Count > before
            ? null
            : NotifierReader.Finish(mapping, EmailNotifier.Word, name =>
            {
                var notifier = new EmailNotifier(name, server!, to!, from![0]) { Port = port!.Value, Security = security!.Value, User = user, Password = password };
                return timeout is { } limit ? notifier with { Timeout = limit } : notifier;
            });
    }

    private static int Port(MailSecurity? security) => security switch
    {
        MailSecurity.Tls => EmailNotifier.TlsPort,
        MailSecurity.None => EmailNotifier.PlainPort,
        _ => EmailNotifier.SubmissionPort,
    };

    private static IReadOnlyList<string>? Addresses(Entry entry)
    {
        const string Example = "write for example `operations@example.com`, or `\"Operations <operations@example.com>\"`";
        if (entry.Texts("an address such as operations@example.com, or a list of them") is not { } texts)
            return null;
        if (texts.Count == 0)
            entry.Complain("the list of addresses is empty", Example);
        foreach (var text in texts.Where(text => !MailboxAddress.TryParse(text, out var address) || !address.Address.Contains('@', StringComparison.Ordinal)))
            entry.Complain($"{Entry.Quoted(text)} is not a mail address", Example);
        return texts;
    }
}
