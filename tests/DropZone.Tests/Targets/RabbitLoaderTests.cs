using System.IO.Abstractions.TestingHelpers;
using System.Net.Sockets;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Targets.Loading;
using DropZone.Targets.Rabbit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

/// <summary>Tests without a server: temporary and permanent errors. The end-to-end tests publish to a real one.</summary>
public sealed class RabbitLoaderTests
{
    private static readonly RabbitTarget Target = new("rabbitmq", new Uri("amqp://127.0.0.1:1/"), "orders");

    [Theory]
    [InlineData(320, true)]
    [InlineData(405, true)]
    [InlineData(504, true)]
    [InlineData(506, true)]
    [InlineData(541, true)]
    [InlineData(311, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(406, false)]
    [InlineData(530, false)]
    [InlineData(540, false)]
    public void Refused_operations_do_not_pass_and_the_state_of_the_server_does(ushort code, bool canPass)
    {
        var result = RabbitErrorClassifier.ResultOf(
            new OperationInterruptedException(new ShutdownEventArgs(ShutdownInitiator.Peer, code, "some words")), Target);
        (result is LoadResult.Down).ShouldBe(canPass);
        ((result as LoadResult.Down)?.Reason ?? ((LoadResult.Refused)result!).Message).ShouldContain($"some words ({code})");
    }

    [Fact]
    public void A_message_that_no_queue_takes_is_rejected_and_one_without_a_confirmation_counts_as_down()
    {
        RabbitErrorClassifier.ResultOf(new PublishException(1, isReturn: true), Target).ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("`orders`");
        RabbitErrorClassifier.ResultOf(new PublishException(1, isReturn: false), Target).ShouldBeOfType<LoadResult.Down>();
    }

    [Fact]
    public void A_wrong_password_is_rejected_also_within_another_exception()
    {
        RabbitErrorClassifier.ResultOf(new AuthenticationFailureException("no"), Target).ShouldBeOfType<LoadResult.Refused>().Message.ShouldContain("`password`");
        RabbitErrorClassifier.ResultOf(new BrokerUnreachableException(new AuthenticationFailureException("no")), Target).ShouldBeOfType<LoadResult.Refused>();
        RabbitErrorClassifier.ResultOf(new BrokerUnreachableException(new SocketException((int)SocketError.ConnectionRefused)), Target).ShouldBeOfType<LoadResult.Down>();
        RabbitErrorClassifier.ResultOf(new AggregateException(new InvalidOperationException(), new IOException("broken")), Target)
            .ShouldBeOfType<LoadResult.Down>().Reason.ShouldBe("127.0.0.1 cannot be reached: broken");
        RabbitErrorClassifier.ResultOf(new InvalidOperationException(), Target).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_a_missing_secret_count_as_down()
    {
        using var job = new SealedJob("id\n1\n");
        var request = job.Request("rabbitmq", "127.0.0.1", "orders", "rabbitmq");
        using var loader = new RabbitLoader(Target);
        (await loader.LoadAsync(request, TestContext.Current.CancellationToken)).ShouldBeOfType<LoadResult.Down>().Reason.ShouldStartWith("127.0.0.1 cannot be reached: ");
        using var secret = new RabbitLoader(Target with { Password = new SecretText("${DROPZONE_TEST_NO_SUCH_VARIABLE}", new MockFileSystem()) });
        (await secret.LoadAsync(request, TestContext.Current.CancellationToken)).ShouldBeOfType<LoadResult.Down>().Reason.ShouldContain("DROPZONE_TEST_NO_SUCH_VARIABLE");
    }
}
