using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DropZone.EndToEnd.Harness;
using MimeKit;
using Xunit;

namespace DropZone.EndToEnd.Servers;

/// <summary>A mail server on loopback (aiosmtpd from Debian's packages), with a certificate that only the tests trust.</summary>
public sealed class MailServer : IDisposable
{
    public const string Password = "s3cret/of@mail";
    private const string Python = "/usr/bin/python3";

    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-mail-").FullName;
    private ServerProcess? _process;

    public MailServer()
    {
        MakeCertificate();
        if (IsInstalled)
            Start();
    }

    public int Port { get; } = ServerProcess.FreePort();

    private static bool IsInstalled => File.Exists("/usr/lib/python3/dist-packages/aiosmtpd/__init__.py");

    /// <summary>Returns variables for the service: the password, and the certificate as its only trusted authority (X509_get_default_cert_file(3)).</summary>
    public Dictionary<string, string> Environment(string password = Password) =>
        new() { ["DROPZONE_TEST_PASSWORD"] = password, ["SSL_CERT_FILE"] = $"{_folder}/certificate.pem" };

    /// <summary>Returns the notifier of this server as YAML.</summary>
    public string Notifier(string more = "")
    {
        Assert.SkipUnless(IsInstalled, "aiosmtpd is not installed: apt install python3-aiosmtpd");
        return string.Create(CultureInfo.InvariantCulture, $"email: {{ to: operations@example.com, from: \"DropZone <dropzone@example.com>\", server: localhost, port: {Port}, user: dropzone, password: \"${{DROPZONE_TEST_PASSWORD}}\"{more} }}");
    }

    /// <summary>Returns the accepted mails, in order.</summary>
    public IReadOnlyList<MimeMessage> Mails() => [.. Directory.GetFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(path => MimeMessage.Load(path))];

    /// <summary>Sets the reply to every later mail; null accepts them.</summary>
    public void Answer(string? answer)
    {
        if (answer is null)
            File.Delete($"{_folder}/answer");
        else
            File.WriteAllText($"{_folder}/answer", answer);
    }

    public void Start()
    {
        var script = Path.GetFullPath($"{AppContext.BaseDirectory}/Servers/smtp.py");
        _process = new ServerProcess(
            string.Create(CultureInfo.InvariantCulture, $"{Python} {script} {Port} {_folder} {_folder}/certificate.pem {_folder}/key.pem {Password}"), $"{_folder}.log");
        _process.WaitFor(Port);
    }

    public void Stop() => _process?.Dispose();

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
        File.Delete($"{_folder}.log");
    }

    private void MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText($"{_folder}/certificate.pem", certificate.ExportCertificatePem());
        File.WriteAllText($"{_folder}/key.pem", key.ExportPkcs8PrivateKeyPem());
    }
}
