using Arise.Labeling;
using Arise.Numerics;
using Arise.Reporting.Figures;
using Arise.Reporting.Labels;
using Arise.Structures;
using Arise.Tests.Labeling;

namespace Arise.Tests.Reporting.Labels;

public class LabelFiguresTests
{
    // Three slices one layer thick through the middle of a block; each holds the atoms of one layer, in their colors.
    [Fact]
    public void A_block_is_shown_in_three_slices()
    {
        const int n = 9;
        Figure figure = LabelFigures.Atoms(Label(n, n, n));
        Assert.Equal(3, figure.Panels.Count);
        foreach (Panel panel in figure.Panels)
        {
            Scatter points = Assert.IsType<Scatter>(Assert.Single(panel.Marks));
            Assert.Equal(n * n, points.X.Count);
            Assert.Contains("Å", panel.Title);
            Assert.Equal(["body-centered cubic", "face-centered cubic"], points.CategoryNames);
            Assert.All(points.Categories!, category => Assert.InRange(category, -1, 1));
        }

        // Seen along z: the left third is fcc, the middle one bcc, the right one other.
        Scatter along = (Scatter)figure.Panels[0].Marks[0];
        for (int k = 0; k < along.X.Count; k++)
            Assert.Equal(along.X[k] < 6 ? 1 : along.X[k] < 12 ? 0 : -1, along.Categories![k]);
    }

    [Fact]
    public void A_thin_sample_is_seen_from_above()
    {
        Figure figure = LabelFigures.Atoms(Label(9, 9, 2));
        Panel panel = Assert.Single(figure.Panels);
        Assert.Equal(162, ((Scatter)panel.Marks[0]).X.Count);
        Assert.Equal(("x / Å", "y / Å"), (panel.X.Title, panel.Y.Title));
    }

    [Theory]
    [InlineData("100 200 300", "time step", 100)]
    [InlineData("100 100 300", "frame", 1)]
    [InlineData("100 - 300", "frame", 1)]
    public void Shares_are_drawn_over_the_time_step_where_it_is_known(string steps, string axis, double first)
    {
        LabeledFrame[] frames =
            [.. steps.Split(' ').Select((step, k) => new LabeledFrame("a", k + 1, Label(3, 2, 1, step)))];
        int fcc = FakeLabeler.Class("fcc");
        Figure figure = LabelFigures.Shares(frames, FakeLabeler.Labels, [fcc]);
        Assert.Equal(axis, figure.Panels[0].X.Title);
        Series[] lines = [.. figure.Panels[0].Marks.Cast<Series>()];
        Assert.Equal(["face-centered cubic", "other"], lines.Select(line => line.Name));
        Assert.Equal(first, lines[0].X[0]);
        Assert.Equal(frames[2].Share(fcc), lines[0].Y[2]);
        Assert.Equal(frames[1].Other, lines[1].Y[1]);
    }

    private static AtomLabels Label(int nx, int ny, int nz, string step = "-")
    {
        Vector3D[] positions = [.. from x in Enumerable.Range(0, nx)
            from y in Enumerable.Range(0, ny)
            from z in Enumerable.Range(0, nz)
            select new Vector3D(2 * x, 2 * y, 2 * z)];
        var structure = new AtomicStructure(
            positions,
            [.. positions.Select(_ => ChemicalElement.Parse("Cu"))],
            properties: new Dictionary<string, string> { ["timestep"] = step });
        return FakeLabeler.Of(
            (sample, atom) => sample.Positions[atom].X switch
            {
                < 6 => FakeLabeler.Class("fcc"),
                < 12 => FakeLabeler.Class("bcc"),
                _ => -1,
            },
            scale: 2).Label(structure);
    }
}
