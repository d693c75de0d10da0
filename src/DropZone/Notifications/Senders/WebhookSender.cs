using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;

namespace DropZone.Notifications.Senders;

/// <summary>Tells by an HTTP POST. What the receiver says beside its status is not looked at.</summary>
/// <param name="notifier">Whom.</param>
/// <param name="source">The zone, as a URI.</param>
/// <param name="clock">For signatures and timeouts.</param>
internal sealed class WebhookSender(WebhookNotifier notifier, string source, TimeProvider clock) : ISender
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5); // names may point elsewhere then

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = ConnectionLifetime });

    public async Task<SendResult> SendAsync(Message message, CancellationToken stopping)
    {
        if (notifier.Url.TryReveal(out var missing) is not { } written)
            return new SendResult.Down(missing);
        if (WebhookNotifier.Address(written) is not { } url)
            return new SendResult.Down("what stands for its url is no address of a web server");
        var secret = notifier.Secret?.TryReveal(out missing);
        if (secret is null && notifier.Secret is not null)
            return new SendResult.Down(missing);
        using var late = new CancellationTokenSource(notifier.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            using var request = Request(url, secret, message);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return EndFor(response.StatusCode);
        }
        catch (HttpRequestException failure)
        {
            return new SendResult.Down(failure.Message);
        }
        catch (FormatException)
        {
            return new SendResult.Down("its secret begins with whsec_, but what follows is no base64");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new SendResult.Down(string.Create(CultureInfo.InvariantCulture, $"it did not answer within {notifier.Timeout.TotalSeconds:0.###} s"));
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(Uri url, string? secret, Message message)
    {
        var body = CloudEventJson.Of(message, source);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventJson.ContentType, "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("DropZone", null));
        foreach (var (name, value) in secret is null ? [] : WebhookSignature.Headers(secret, message.Id, clock.GetUtcNow(), body))
            request.Headers.Add(name, value);
        return request;
    }

    /// <summary>Only what is said of this message drops it: an address that is wrong today may be mended tomorrow.</summary>
    private static SendResult EndFor(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new SendResult.Sent(),
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => new SendResult.Refused(Answered(status)),
        _ => new SendResult.Down(Answered(status)),
    };

    private static string Answered(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"it answered {(int)status} {status}");
}
