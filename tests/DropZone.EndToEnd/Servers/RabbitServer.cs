using System.Diagnostics;
using System.Globalization;
using System.Text;
using DropZone.EndToEnd.Harness;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace DropZone.EndToEnd.Servers;

/// <summary>A RabbitMQ server on loopback, from Debian's packages, with its own epmd, in a temporary folder that is deleted on disposal.</summary>
public sealed class RabbitServer : IDisposable
{
    public const string User = "dropzone";
    public const string Password = "s3cret/of@rabbit";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-rabbit-").FullName;
    private ServerProcess? _process;

    public RabbitServer()
    {
        if (!File.Exists(Program))
            return;
        File.WriteAllText($"{_folder}/rabbitmq.conf", $"default_user = {User}\ndefault_pass = {Password}\n");
        Start();
    }

    public int Port { get; } = ServerProcess.FreePort();

    public string Url => string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{Port}");

    /// <summary>Returns the variable for the service, whose configuration refers to it as <c>${DROPZONE_TEST_PASSWORD}</c>.</summary>
    public static Dictionary<string, string> Environment(string password = Password) => new() { ["DROPZONE_TEST_PASSWORD"] = password };

    /// <summary>Returns the target of this server as YAML.</summary>
    public string Target(string more)
    {
        Assert.SkipUnless(File.Exists(Program), "RabbitMQ is not installed: apt install rabbitmq-server");
        return $"rabbitmq: {{ url: \"{Url}\", user: {User}, password: \"${{DROPZONE_TEST_PASSWORD}}\", {more} }}";
    }

    public async Task MakeQueueAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
    }

    /// <summary>Removes and returns all messages of a queue, in order.</summary>
    public async Task<IReadOnlyList<(IReadOnlyBasicProperties Properties, string Body)>> TakeAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var messages = new List<(IReadOnlyBasicProperties, string)>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
            messages.Add((message.BasicProperties, Encoding.UTF8.GetString(message.Body.Span)));
        return messages;
    }

    public void Start()
    {
        var (names, nodes) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        var variables = new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = names.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_NODENAME"] = "dropzone@localhost",
            ["RABBITMQ_MNESIA_BASE"] = $"{_folder}/data",
            ["RABBITMQ_LOG_BASE"] = $"{_folder}/log",
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_CONFIG_FILE"] = $"{_folder}/rabbitmq",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = $"{_folder}/plugins",
            ["RABBITMQ_PID_FILE"] = $"{_folder}/pid",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_DIST_PORT"] = nodes.ToString(CultureInfo.InvariantCulture),
        };
        _process = new ServerProcess($"setsid sh -c 'epmd & exec {Program}'", $"{_folder}/output", variables);
        _process.WaitFor(Port);
    }

    /// <summary>Restarts the server cleanly, which writes its queues to disk. A new queue is not on disk for two seconds, and a kill would lose it.</summary>
    public void Restart()
    {
        _process?.Dispose();
        Start();
    }

    /// <summary>Sends SIGKILL to all processes of the server.</summary>
    public void Kill() => _process?.Kill();

    public void Dispose()
    {
        Kill();
        ServerProcess.Delete(_folder);
    }

    /// <summary>Connects, with retries: a server that has just started accepts connections before it answers on them.</summary>
    private async Task<IConnection> ConnectAsync()
    {
        var factory = new ConnectionFactory { Uri = new Uri(Url), UserName = User, Password = Password };
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await factory.CreateConnectionAsync();
            }
            catch (BrokerUnreachableException) when (Stopwatch.GetElapsedTime(began) < Patience)
            {
                // the next attempt waits for the server
            }
        }
    }
}
