using System.Net.Sockets;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace DropZone.Targets.Rabbit;

/// <summary>Decides which errors of RabbitMQ are temporary. Source: https://www.rabbitmq.com/amqp-0-9-1-reference#constants</summary>
internal static class RabbitErrorClassifier
{
    /// <summary>Content too large, access refused, not found, precondition failed, not allowed, not implemented.</summary>
    private static readonly ushort[] Permanent = [311, 403, 404, 406, 530, 540];

    /// <summary>Returns null for an exception that no server or connection causes.</summary>
    public static LoadResult? ResultOf(Exception failure, RabbitTarget target) => failure switch
    {
        PublishException { IsReturn: true } => new LoadResult.Refused($"no queue is bound to {target.Route} on {target.Url.Host} for the routing key `{target.RoutingKey}`. Bind one."),
        PublishException => new LoadResult.Down($"{target.Url.Host} did not confirm a message"),
        AuthenticationFailureException or PossibleAuthenticationFailureException => Refused("the login failed. Check `user` and `password`.", target),
        OperationInterruptedException { ShutdownReason: { } reason } => ForReason(reason, target),
        BrokerUnreachableException { InnerException: { } inner } => ResultOf(inner, target) ?? Down(inner, target),
        AggregateException all => all.InnerExceptions.Select(one => ResultOf(one, target)).FirstOrDefault(end => end is not null),
        RabbitMQClientException or IOException or SocketException or TimeoutException or ObjectDisposedException or OperationCanceledException => Down(failure, target),
        _ => null,
    };

    private static LoadResult ForReason(ShutdownEventArgs reason, RabbitTarget target) => Permanent.Contains(reason.ReplyCode)
        ? Refused($"{reason.ReplyText} ({reason.ReplyCode})", target)
        : new LoadResult.Down($"{target.Url.Host} reported: {reason.ReplyText} ({reason.ReplyCode})");

    private static LoadResult.Refused Refused(string why, RabbitTarget target) => new($"{target.Url.Host} rejected the output: {why}");

    private static LoadResult.Down Down(Exception failure, RabbitTarget target) => new($"{target.Url.Host} cannot be reached: {Innermost(failure)}");

    private static string Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure.Message;
}
