using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using DropZone.Feeds.Notifiers;
using DropZone.Notifications.Messages;

namespace DropZone.Notifications.Senders;

/// <summary>Sends a message by HTTP POST. Of the response only the status is evaluated.</summary>
/// <param name="notifier">The receiver.</param>
/// <param name="source">The zone, as a URI.</param>
/// <param name="clock">Gives the time of signatures and timeouts.</param>
internal sealed class WebhookSender(WebhookNotifier notifier, string source, TimeProvider clock) : ISender
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5); // host names are resolved again after that

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = ConnectionLifetime });

    public async Task<SendResult> SendAsync(Message message, CancellationToken stopping)
    {
        if (notifier.Url.TryReveal(out var missing) is not { } written)
            return new SendResult.Down(missing);
        if (WebhookNotifier.Address(written) is not { } url)
            return new SendResult.Down("its url is not an http or https address");
        var secret = notifier.Secret?.TryReveal(out missing);
        if (secret is null && notifier.Secret is not null)
            return new SendResult.Down(missing);
        using var timeout = new CancellationTokenSource(notifier.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            using var request = Request(url, secret, message);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return EndFor(response.StatusCode);
        }
        catch (HttpRequestException failure)
        {
            return new SendResult.Down(failure.Message);
        }
        catch (FormatException)
        {
            return new SendResult.Down("its secret begins with whsec_ but does not continue in base64");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new SendResult.Down(string.Create(CultureInfo.InvariantCulture, $"no answer within {notifier.Timeout.TotalSeconds:0.###} s"));
        }
    }

    public void Dispose() => _client.Dispose();

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

    /// <summary>Only a status about this message discards it: a wrong address may be corrected later.</summary>
    private static SendResult EndFor(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new SendResult.Sent(),
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => new SendResult.Refused(Answered(status)),
        _ => new SendResult.Down(Answered(status)),
    };

    private static string Answered(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)status} {status}");
}
