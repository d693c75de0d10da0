using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;

namespace DropZone.Targets.S3;

/// <summary>Decides which errors of S3 are temporary. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
internal static class S3ErrorClassifier
{
    /// <summary>Error codes with a 4xx status whose request may succeed later.</summary>
    private static readonly string[] Passing =
        ["ExpiredToken", "OperationAborted", "RequestTimeout", "RequestTimeTooSkewed", "SlowDown", "Throttling", "ThrottlingException", "TooManyRequests", "NoSuchUpload"];

    /// <summary>Returns null for an exception that no service or connection causes.</summary>
    public static LoadResult? ResultOf(Exception failure, S3Target target) => failure switch
    {
        AmazonServiceException error when CanPass(error) => new LoadResult.Down($"{Service(target)} reported: {Text(error)}"),
        AmazonServiceException error => new LoadResult.Refused($"the bucket {target.Bucket} rejected the output: {Text(error)}"),
        AmazonClientException or HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException =>
            new LoadResult.Down($"{Service(target)} cannot be reached: {Innermost(failure)}"),
        _ => null,
    };

    /// <summary>Whether the error is temporary. A status of 0 means that there was no response.</summary>
    public static bool CanPass(AmazonServiceException error) =>
        (error.StatusCode is 0 or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            && error.StatusCode != HttpStatusCode.NotImplemented)
        || Passing.Contains(error.ErrorCode);

    private static string Text(AmazonServiceException error) => $"{error.ErrorCode} ({error.Message})";

    private static string Service(S3Target target) => target.Endpoint ?? "Amazon S3";

    private static string Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure.Message;
}
