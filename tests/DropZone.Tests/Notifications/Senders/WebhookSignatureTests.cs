using DropZone.Notifications.Senders;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Notifications.Senders;

public sealed class WebhookSignatureTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_signature_is_that_of_the_specification() =>
        // the example of the Standard Webhooks libraries, confirmed with OpenSSL
        WebhookSignature.Headers("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", Time, "{\"test\": 2432232314}"u8)
            .ShouldBe([
                ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
                ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]);

    [Fact]
    public void A_secret_with_the_prefix_of_base64_that_is_not_base64_is_rejected() =>
        Should.Throw<FormatException>(() => WebhookSignature.Headers("whsec_???", "1", Time, ""u8));
}
