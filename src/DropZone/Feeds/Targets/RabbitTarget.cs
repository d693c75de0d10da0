using DropZone.Feeds.Values;

namespace DropZone.Feeds.Targets;

/// <summary>An exchange of RabbitMQ.</summary>
/// <param name="Name">The name, unique among the targets of its feed.</param>
/// <param name="Url">Scheme, host, port and virtual host: <c>amqps://mq.example.com/orders</c>.</param>
/// <param name="RoutingKey">With the default exchange, the name of a queue.</param>
public sealed record RabbitTarget(string Name, Uri Url, string RoutingKey) : Target(Name)
{
    public const string Word = "rabbitmq";

    /// <summary>The user; null: <c>guest</c>, which servers accept from their own machine only.</summary>
    public string? User { get; init; }

    /// <summary>The password; null: <c>guest</c>.</summary>
    public SecretText? Password { get; init; }

    /// <summary>The exchange; empty: the default exchange.</summary>
    public string Exchange { get; init; } = "";

    /// <summary>The number of rows per message, as JSON lines; null: a message contains the file.</summary>
    public int? Rows { get; init; }

    public override string Kind => Word;

    public override bool TakesRows => Rows is not null;

    /// <summary>The exchange or queue, for messages.</summary>
    public string Route => Exchange.Length > 0 ? $"exchange {Exchange}" : $"queue {RoutingKey}";

    public override string Place => $"{Route} on {Url.Host}";
}
