using System.Text;
using Arise.Screening;

namespace Arise.Tests.Screening;

public class ScreeningMapTests
{
    [Fact]
    public void The_figure_names_classes_and_counts_what_it_leaves_out()
    {
        (ScreeningRow, float, float)[] points =
            [.. Enumerable.Range(0, 25_000).Select(k => (Row(k), (float)(k % 100), (float)(k / 100)))];
        using var svg = new MemoryStream();
        ScreeningMap.Of(points).WriteSvg(svg);
        string text = Encoding.UTF8.GetString(svg.ToArray());
        Assert.Contains("class 0", text, StringComparison.Ordinal);
        Assert.Contains("none of", text, StringComparison.Ordinal);
        Assert.Matches(@">(9999|10000|10001) of 25000 structures shown<", text);
        Assert.Contains("class (6 more in other colors)", text, StringComparison.Ordinal);
    }

    // 15 classes, the first of them most often; every fifth of none.
    private static ScreeningRow Row(int k)
    {
        int type = k % 2 == 0 ? 0 : k % 29 % 15;
        return new ScreeningRow(
            "a.xyz", k, null, "Cu", 1, $"label{type}", $"class {type}", 1, k % 5 == 4 ? "none" : "known", "", 0.5,
            0.1, null);
    }
}
