using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using DropZone.EndToEnd.Harness;

namespace DropZone.EndToEnd.Servers;

/// <summary>
/// Simulates multipart uploads of Amazon S3, including listing and aborting, which no server that tests/run can install supports.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html and its neighbours.
/// </summary>
public sealed class FakeS3 : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Task _loop;
    private int _started;

    public FakeS3()
    {
        _listener.Prefixes.Add(Endpoint + "/");
        _listener.Start();
        _loop = AnswerAsync();
    }

    public int Port { get; } = ServerProcess.FreePort();

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Uploads that are neither completed nor aborted: id to key.</summary>
    public ConcurrentDictionary<string, string> Uploads { get; } = new();

    /// <summary>Keys of completed uploads.</summary>
    public ConcurrentDictionary<string, bool> Objects { get; } = new();

    /// <summary>Number of the part that is rejected, or 0.</summary>
    public int RejectedPart { get; set; }

    /// <summary>Method, path and query of each request, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public void Dispose()
    {
        // without Stop: after it, Dispose opens the port once more, which another test may have taken
        ((IDisposable)_listener).Dispose();
        _loop.Wait();
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await context.Request.InputStream.CopyToAsync(Stream.Null);
            _requests.Enqueue($"{context.Request.HttpMethod} {context.Request.Url!.PathAndQuery}");
            var (status, body) = Answer(context.Request, context.Response);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/xml";
            context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
        }
    }

    private (int Status, string Body) Answer(HttpListenerRequest request, HttpListenerResponse response)
    {
        var query = request.QueryString;
        var key = Uri.UnescapeDataString(request.Url!.AbsolutePath[1..]).Split('/', 2) is [_, var rest] ? rest : "";
        var upload = query["uploadId"] ?? "";
        var isUploads = request.Url.Query.Contains("uploads", StringComparison.Ordinal);
        switch (request.HttpMethod)
        {
            case "GET" when isUploads:
                var list = string.Concat(Uploads.Where(pair => pair.Value.StartsWith(query["prefix"] ?? "", StringComparison.Ordinal))
                    .Select(pair => $"<Upload><Key>{pair.Value}</Key><UploadId>{pair.Key}</UploadId></Upload>"));
                return (200, $"<ListMultipartUploadsResult><Bucket>acme</Bucket><IsTruncated>false</IsTruncated>{list}</ListMultipartUploadsResult>");
            case "POST" when isUploads:
                var id = string.Create(CultureInfo.InvariantCulture, $"upload-{Interlocked.Increment(ref _started)}");
                Uploads[id] = key;
                return (200, $"<InitiateMultipartUploadResult><Bucket>acme</Bucket><Key>{key}</Key><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");
            case "PUT" when query["partNumber"] is { } part:
                if (part == RejectedPart.ToString(CultureInfo.InvariantCulture))
                    return (403, "<Error><Code>AccessDenied</Code><Message>no more</Message></Error>");
                response.Headers["ETag"] = $"\"part-{part}\"";
                return (200, "");
            case "POST" when Uploads.TryRemove(upload, out var whole):
                Objects[whole] = true;
                return (200, $"<CompleteMultipartUploadResult><Bucket>acme</Bucket><Key>{whole}</Key><ETag>\"all\"</ETag></CompleteMultipartUploadResult>");
            case "DELETE" when Uploads.TryRemove(upload, out _):
                return (204, "");
            default:
                return (404, "<Error><Code>NoSuchUpload</Code><Message>no such upload</Message></Error>");
        }
    }
}
