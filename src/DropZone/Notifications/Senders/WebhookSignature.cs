using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DropZone.Notifications.Senders;

/// <summary>
/// The headers by which a receiver knows that a request is ours, whole and new, as the Standard Webhooks specification has them
/// (https://www.standardwebhooks.com, version 1): HMAC-SHA256 over id, time and body.
/// </summary>
internal static class WebhookSignature
{
    private const string Base64Prefix = "whsec_";

    /// <param name="secret">Its bytes are the key; after <c>whsec_</c> they are in base64.</param>
    /// <param name="id">Of the message.</param>
    /// <param name="now">When the request is made: old ones are refused by receivers.</param>
    /// <param name="body">What is signed.</param>
    /// <exception cref="FormatException">What follows <c>whsec_</c> is no base64.</exception>
    public static IReadOnlyList<(string Name, string Value)> Headers(string secret, string id, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var key = secret.StartsWith(Base64Prefix, StringComparison.Ordinal) ? Convert.FromBase64String(secret[Base64Prefix.Length..]) : Encoding.UTF8.GetBytes(secret);
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        return [("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}")];
    }
}
