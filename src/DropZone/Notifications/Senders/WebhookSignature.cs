using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DropZone.Notifications.Senders;

/// <summary>
/// The headers by which a receiver verifies origin, integrity and age of a request, as in the Standard Webhooks specification
/// (https://www.standardwebhooks.com, version 1): HMAC-SHA256 over id, time and body.
/// </summary>
internal static class WebhookSignature
{
    private const string Base64Prefix = "whsec_";

    /// <summary>Returns the headers.</summary>
    /// <param name="secret">The key, as text or, after <c>whsec_</c>, in base64.</param>
    /// <param name="id">The id of the message.</param>
    /// <param name="now">The time of the request: receivers reject old requests.</param>
    /// <param name="body">The body to sign.</param>
    /// <exception cref="FormatException">The text after <c>whsec_</c> is not base64.</exception>
    public static IReadOnlyList<(string Name, string Value)> Headers(string secret, string id, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var key = secret.StartsWith(Base64Prefix, StringComparison.Ordinal) ? Convert.FromBase64String(secret[Base64Prefix.Length..]) : Encoding.UTF8.GetBytes(secret);
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        return [("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}")];
    }
}
