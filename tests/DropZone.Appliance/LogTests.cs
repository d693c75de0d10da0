using Xunit;

namespace DropZone.Appliance;

/// <summary>Logs forwarded as described in docs/operator/logs.md, to a receiver on the same machine.</summary>
public sealed class LogTests
{
    private const string Receiver = """
        module(load="imtcp")
        template(name="raw" type="string" string="%rawmsg%\n")
        ruleset(name="received") { action(type="omfile" file="/root/received.log" template="raw") }
        input(type="imtcp" port="6514" address="127.0.0.1" ruleset="received")

        """;

    [Fact]
    public void Rsyslog_receives_the_log_files_as_json_and_the_journal_as_lines()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.InstallFromTemplate("rsyslog");
        machine.Write("/etc/rsyslog.d/00-receiver.conf", Receiver);
        machine.Write("/etc/rsyslog.d/dropzone.conf", Document.Block("operator/logs.md", "global(").Replace("logs.example.com", "127.0.0.1", StringComparison.Ordinal));
        machine.Sh("rsyslogd -N1 && systemctl restart rsyslog");
        machine.Sh("printf 'id,country\\nx,DE\\n' > /var/lib/dropzone/incoming/orders/bad.csv");
        machine.Until("""grep -q ' dropzone-clef - - - {"@t":.*"File":"bad.csv".*"Code":"type-error".*"Name":"JobFailed"' /root/received.log""");
        machine.Until("grep -q ' dropzone [0-9]* - -  orders: bad.csv failed: type-error' /root/received.log");
        machine.Sh("systemctl kill -s KILL dropzone");
        machine.Until("grep -q ' systemd 1 - -  dropzone.service: Main process exited, code=killed' /root/received.log");
    }
}
