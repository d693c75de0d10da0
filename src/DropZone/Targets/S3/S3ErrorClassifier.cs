using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;

namespace DropZone.Targets.S3;

/// <summary>Which answers of S3 can pass. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
internal static class S3ErrorClassifier
{
    /// <summary>Those with a status of 4xx that others get with the same request later.</summary>
    private static readonly string[] Passing =
        ["ExpiredToken", "OperationAborted", "RequestTimeout", "RequestTimeTooSkewed", "SlowDown", "Throttling", "ThrottlingException", "TooManyRequests", "NoSuchUpload"];

    /// <summary>Null: it is no answer of a service.</summary>
    public static LoadResult? EndFor(Exception failure, S3Target target) => failure switch
    {
        AmazonServiceException told when CanPass(told) => new LoadResult.Down($"{Service(target)} says: {Said(told)}"),
        AmazonServiceException told => new LoadResult.Refused($"the bucket {target.Bucket} does not take it: {Said(told)}"),
        AmazonClientException or HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException =>
            new LoadResult.Down($"{Service(target)} cannot be reached: {Innermost(failure)}"),
        _ => null,
    };

    /// <summary>A status of 0 is no answer at all.</summary>
    public static bool CanPass(AmazonServiceException told) =>
        (told.StatusCode is 0 or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            && told.StatusCode != HttpStatusCode.NotImplemented)
        || Passing.Contains(told.ErrorCode);

    private static string Said(AmazonServiceException told) => $"{told.ErrorCode} ({told.Message})";

    private static string Service(S3Target target) => target.Endpoint ?? "Amazon S3";

    private static string Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure.Message;
}
