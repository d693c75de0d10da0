using System.Globalization;
using System.Text;

namespace DropZone.Benchmarks;

/// <summary>A plot of measured points on logarithmic axes, with a reference line of a given slope through the first point.</summary>
/// <param name="Title">Text above the plot.</param>
/// <param name="Unit">Label of the horizontal axis.</param>
/// <param name="Slope">Slope of the reference line: 1 for linear growth, 0 for constant time.</param>
internal sealed record Plot(string Title, string Unit, double Slope, IReadOnlyList<(double Size, double Seconds)> Points)
{
    private const int Width = 420;
    private const int Height = 320;
    private const int Margin = 60;

    /// <summary>Returns the plots side by side, as SVG.</summary>
    public static string Svg(params Plot[] plots)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width * plots.Length}\" height=\"{Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (var i = 0; i < plots.Length; i++)
            plots[i].Draw(svg, i * Width);
        return svg.Append("</svg>\n").ToString();
    }

    private void Draw(StringBuilder svg, int left)
    {
        var (least, most) = (Math.Log10(Points.Min(point => point.Size)), Math.Log10(Points.Max(point => point.Size)));
        var (bottom, top) = (Math.Floor(Math.Log10(Points.Min(point => point.Seconds))), Math.Ceiling(Math.Log10(Points.Max(point => point.Seconds))));
        double X(double size) => left + Margin + ((Math.Log10(size) - least) / (most - least) * (Width - (2 * Margin)));
        double Y(double seconds) => Height - Margin - ((Math.Log10(seconds) - bottom) / (top - bottom) * (Height - (2 * Margin)));
        void Text(double x, double y, string anchor, string text) =>
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{text}</text>\n");

        Text(left + (Width / 2), 24, "middle", Title);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left + Margin}\" y=\"{Margin}\" width=\"{Width - (2 * Margin)}\" height=\"{Height - (2 * Margin)}\" fill=\"none\" stroke=\"#888\"/>\n");
        for (var power = bottom; power <= top; power++)
            Text(left + Margin - 6, Y(Math.Pow(10, power)) + 4, "end", Math.Pow(10, power).ToString("G3", CultureInfo.InvariantCulture) + " s");
        var first = Points[0];
        var last = Points[^1];
        svg.Append(CultureInfo.InvariantCulture,
            $"<line x1=\"{X(first.Size):F1}\" y1=\"{Y(first.Seconds):F1}\" x2=\"{X(last.Size):F1}\" y2=\"{Y(first.Seconds * Math.Pow(last.Size / first.Size, Slope)):F1}\" stroke=\"#bbb\" stroke-dasharray=\"4\"/>\n");
        foreach (var (size, seconds) in Points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(size):F1}\" cy=\"{Y(seconds):F1}\" r=\"4\" fill=\"#1f6feb\"/>\n");
            Text(X(size), Y(seconds) - 10, "middle", seconds.ToString("F2", CultureInfo.InvariantCulture) + " s");
            Text(X(size), Height - Margin + 18, "middle", size.ToString("N0", CultureInfo.InvariantCulture));
        }

        Text(left + (Width / 2), Height - 16, "middle", Unit);
    }
}
