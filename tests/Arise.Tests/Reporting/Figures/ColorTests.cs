using Arise.Reporting.Figures;

namespace Arise.Tests.Reporting.Figures;

public class ColorTests
{
    // Linear RGB as seen without one kind of cone: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, IEEE Trans. Vis.
    // Comput. Graph. 15, 1291 (2009), severity 1.0.
    private static readonly double[] Protanopia =
    [
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
    ];

    private static readonly double[] Deuteranopia =
    [
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881,
    ];

    [Fact]
    public void Oklab_coordinates_are_those_of_its_author()
    {
        // sRGB red, https://bottosson.github.io/posts/oklab/ and CSS Color 4: 0.628, 0.2249, 0.1258.
        (double l, double a, double b) = new Color(255, 0, 0).ToOklab();
        Assert.Equal(0.6280, l, 1e-4);
        Assert.Equal(0.2249, a, 1e-4);
        Assert.Equal(0.1258, b, 1e-4);
        Assert.Equal(1, Color.White.ToOklab().Lightness, 1e-6);
        foreach (Color color in new[] { new Color(12, 200, 99), new Color(230, 159, 0), Color.Black })
        {
            (l, a, b) = color.ToOklab();
            Assert.Equal(color, Color.FromOklab(l, a, b));
        }
    }

    [Fact]
    public void Equal_steps_of_a_quantity_look_equally_large_and_ever_lighter()
    {
        // Ten steps: rounding to eight bits does not matter then.
        Color[] colors = [.. Enumerable.Range(0, 11).Select(k => SequentialColors.At(k / 10.0))];
        double[] steps = [.. Enumerable.Range(0, 10).Select(k => Distance(colors[k], colors[k + 1]))];
        Assert.All(steps, step => Assert.InRange(step, 0.9 * steps.Average(), 1.1 * steps.Average()));
        foreach (double[]? cones in new[] { null, Protanopia, Deuteranopia })
        {
            double[] lightness = [.. colors.Select(c => (cones is null ? c : Seen(c, cones)).ToOklab().Lightness)];
            for (int k = 0; k < 10; k++)
                Assert.True(lightness[k + 1] > lightness[k] + 0.03, $"step {k}: {lightness[k]} to {lightness[k + 1]}");
        }
    }

    [Fact]
    public void The_first_seven_categories_differ_with_any_color_vision()
    {
        foreach (double[]? cones in new[] { null, Protanopia, Deuteranopia })
        {
            for (int i = 0; i < 7; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    (Color a, Color b) = (CategoryStyle.Of(i).Fill, CategoryStyle.Of(j).Fill);
                    double distance = cones is null ? Distance(a, b) : Distance(Seen(a, cones), Seen(b, cones));
                    Assert.True(distance > 0.06, $"categories {i} and {j}: {distance}");
                }
            }
        }
    }

    [Fact]
    public void Every_category_has_a_look_of_its_own() => Assert.Equal(
        CategoryStyle.Count, Enumerable.Range(0, CategoryStyle.Count).Select(CategoryStyle.Of).Distinct().Count());

    private static double Distance(Color a, Color b)
    {
        ((double l0, double a0, double b0), (double l1, double a1, double b1)) = (a.ToOklab(), b.ToOklab());
        return Math.Sqrt(((l0 - l1) * (l0 - l1)) + ((a0 - a1) * (a0 - a1)) + ((b0 - b1) * (b0 - b1)));
    }

    private static Color Seen(Color color, double[] m)
    {
        double[] rgb = [Color.Linear(color.R), Color.Linear(color.G), Color.Linear(color.B)];
        double Row(int r) => Math.Clamp(
            (m[3 * r] * rgb[0]) + (m[(3 * r) + 1] * rgb[1]) + (m[(3 * r) + 2] * rgb[2]), 0, 1);
        return Color.FromLinear(Row(0), Row(1), Row(2));
    }
}
