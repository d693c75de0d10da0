using DropZone.Notifications.Senders;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Notifications.Senders;

public sealed class WebhookSignatureTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void It_is_that_of_the_specification() =>
        // the example of Standard Webhooks' own libraries, which OpenSSL answers alike
        WebhookSignature.Headers("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", Time, "{\"test\": 2432232314}"u8)
            .ShouldBe([
                ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
                ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]);

    [Fact]
    public void A_secret_that_is_said_to_be_base64_and_is_not_is_refused() =>
        Should.Throw<FormatException>(() => WebhookSignature.Headers("whsec_???", "1", Time, ""u8));
}
