using System.Globalization;
using System.Text;
using DropZone.Feeds.Targets;
using DropZone.Linux;
using DropZone.Targets.Loading;
using RabbitMQ.Client;

namespace DropZone.Targets.Rabbit;

/// <summary>
/// Publishes output to RabbitMQ, one message for the file or for a number of rows, and waits until the server has confirmed each: at
/// least once. A repeated message has the same id, made of the job and the first row. Messages are persistent; one that no queue
/// receives is refused.
/// </summary>
/// <param name="target">The exchange and routing key.</param>
internal sealed class RabbitLoader(RabbitTarget target) : ILoader
{
    /// <summary>The default max_message_size of RabbitMQ 4, in bytes.</summary>
    private const long LargestMessage = 16 << 20;
    private const int MaxUnconfirmed = 64;
    private const int LongestId = 255; // a short string of AMQP
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private readonly SemaphoreSlim _opening = new(1);
    private IConnection? _connection;

    public async Task<LoadResult> LoadAsync(LoadRequest request, CancellationToken stopping)
    {
        var password = "";
        if (target.Password is { } secret && (password = secret.TryReveal(out var missing)) is null)
            return new LoadResult.Down(missing);
        try
        {
            var open = await OpenAsync(password, stopping).ConfigureAwait(false);
            await using var channel = await open.CreateChannelAsync(Confirmed, stopping).ConfigureAwait(false);
            return target.Rows is { } rows
                ? await PublishRowsAsync(channel, request, rows, stopping).ConfigureAwait(false)
                : await PublishFileAsync(channel, request, stopping).ConfigureAwait(false);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && RabbitErrorClassifier.ResultOf(failure, target) is not null)
        {
            return RabbitErrorClassifier.ResultOf(failure, target)!;
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _opening.Dispose();
    }

    private async Task<LoadResult> PublishFileAsync(IChannel channel, LoadRequest request, CancellationToken stopping)
    {
        using var output = OpenedFile.Open(request.Job.Output);
        var size = output.Status().Size;
        if (size > LargestMessage)
        {
            return new LoadResult.Refused(string.Create(CultureInfo.InvariantCulture,
                $"the output has {size} bytes, a message at most {LargestMessage}. Set `rows: 1000` for messages of 1000 rows each."));
        }

        var body = new byte[size];
        await using (var stream = output.Read())
            await stream.ReadExactlyAsync(body, stopping).ConfigureAwait(false);
        var isPacked = request.Target.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        await PublishAsync(channel, Properties(request, request.Receipt.Job, isPacked ? "application/gzip" : "text/csv"), body, stopping).ConfigureAwait(false);
        return new LoadResult.Loaded();
    }

    private async Task<LoadResult> PublishRowsAsync(IChannel channel, LoadRequest request, int max, CancellationToken stopping)
    {
        using var rows = request.OpenRows(booleansAsDigits: false);
        using var lines = new JsonRows(rows);
        var unconfirmed = new List<Task>();
        for (int count; (count = lines.Read(max)) > 0;)
        {
            if (lines.Lines.Length > LargestMessage)
            {
                return new LoadResult.Refused(string.Create(CultureInfo.InvariantCulture,
                    $"{count} rows before row {rows.Row + 1} make a message of {lines.Lines.Length} bytes; the limit is {LargestMessage}. Decrease `rows`."));
            }

            var first = rows.Row - count + 1;
            var properties = Properties(request, IdOf(request, first), "application/x-ndjson");
            properties.Headers!["dropzone-first-row"] = first;
            properties.Headers["dropzone-rows"] = (long)count;

            // the next rows overwrite the lines
            unconfirmed.Add(PublishAsync(channel, properties, lines.Lines.ToArray(), stopping));
            if (unconfirmed.Count < MaxUnconfirmed)
                continue;
            await Task.WhenAll(unconfirmed).ConfigureAwait(false);
            unconfirmed.Clear();
        }

        await Task.WhenAll(unconfirmed).ConfigureAwait(false);
        return new LoadResult.Loaded();
    }

    /// <summary>Returns when the server has confirmed the message in a queue.</summary>
    private Task PublishAsync(IChannel channel, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken stopping) =>
        channel.BasicPublishAsync(target.Exchange, target.RoutingKey, mandatory: true, properties, body, stopping).AsTask();

    /// <summary>
    /// Returns the id of a message of rows. A sender decides the length of the job's name, and an id may have 255 bytes: a longer one has
    /// only the stamp of the job.
    /// </summary>
    private static string IdOf(LoadRequest request, long first)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{request.Receipt.Job}/{first}");
        return Encoding.UTF8.GetByteCount(id) <= LongestId ? id : string.Create(CultureInfo.InvariantCulture, $"{request.Job.Name.Stamp}/{first}");
    }

    private static BasicProperties Properties(LoadRequest request, string id, string type) => new()
    {
        MessageId = id,
        ContentType = type,
        Persistent = true,
        AppId = "dropzone",
        Timestamp = new AmqpTimestamp(request.Receipt.Claimed.ToUnixTimeSeconds()),
        Headers = new Dictionary<string, object?>
        {
            ["dropzone-feed"] = request.Receipt.Feed,
            ["dropzone-job"] = request.Receipt.Job,
            ["dropzone-file"] = request.Target.Name,
        },
    };

    /// <summary>Returns the connection for all jobs, opened again if it was lost.</summary>
    private async Task<IConnection> OpenAsync(string password, CancellationToken stopping)
    {
        await _opening.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            if (_connection is { IsOpen: true } open)
                return open;
            if (_connection is not null)
                await _connection.DisposeAsync().ConfigureAwait(false);
            _connection = null;
            var factory = new ConnectionFactory
            {
                Uri = target.Url,
                AutomaticRecoveryEnabled = false, // the next try opens a new one
                ClientProvidedName = "dropzone",
            };
            (factory.UserName, factory.Password) = (target.User ?? factory.UserName, password.Length > 0 ? password : factory.Password);
            return _connection = await factory.CreateConnectionAsync(stopping).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }
}
