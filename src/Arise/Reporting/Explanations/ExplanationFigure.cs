using Arise.Explanation;
using Arise.Numerics;
using Arise.Reporting.Figures;
using Arise.Structures;

namespace Arise.Reporting.Explanations;

/// <summary>
/// The sample beside the member of the class that fits best, in the same orientation: atoms colored by their distance
/// from their sites, foreign atoms, atoms between the sites and empty sites marked; the member by species.
/// </summary>
internal static class ExplanationFigure
{
    private const double Size = 250;
    private const double RadiusInBonds = 0.24;
    private const double WidthInBonds = 10.4;

    private static readonly Color Mark = new(213, 94, 0);

    /// <summary>The figure.</summary>
    public static Figure Of(StructureExplanation one)
    {
        var view = new CrystalView(one);
        string unit = one.Sample.LengthUnit.Symbol;
        double radius = RadiusInBonds * Size / WidthInBonds;
        Panel sample = Panel("sample", SampleMarks(one, view, radius, unit), unit);
        Panel member = Panel(one.Prototype.CommonName, [MemberMarks(one, view, radius)], unit);
        return new Figure(sample, member) { Title = $"Seen {view.Name}" };
    }

    private static Panel Panel(string title, Mark[] marks, string unit) =>
        new(new Axis($"x / {unit}"), new Axis($"y / {unit}"), marks)
        {
            Title = title, EqualAspect = true, Width = Size, Height = Size,
        };

    private static Mark[] SampleMarks(StructureExplanation one, CrystalView view, double radius, string unit)
    {
        var points = new List<(double X, double Y, int Atom)>();
        Vector3D[] images = [.. view.Images(one.Sample)];
        for (int atom = 0; atom < one.Sample.Count; atom++)
        {
            foreach (Vector3D image in images)
            {
                if (view.Of(one.Sample.Positions[atom] + image, one.Sites[atom] + image) is { } at)
                    points.Add((at.X, at.Y, atom));
            }
        }

        var empty = new List<(double X, double Y, int Atom)>();
        foreach (Vector3D place in one.Vacancies)
        {
            foreach (Vector3D image in images)
            {
                if (view.Of(place + image, place + image) is { } at)
                    empty.Add((at.X, at.Y, -1));
            }
        }

        var foreign = one.Foreign.ToHashSet();
        var between = one.Interstitials.ToHashSet();
        (double X, double Y, int Atom)[] matched = [.. points.Where(point => one.SiteAtoms[point.Atom] >= 0)];
        Scatter residuals = At(matched, null, default, MarkerShape.Disc, radius) with
        {
            Values = [.. matched.Select(point => one.Residuals[point.Atom])],
            ValueTitle = $"distance from the site / {unit}",
            Minimum = 0,
            Maximum = Math.Max(0.1 * one.BondLength, one.Residuals.Where(double.IsFinite).DefaultIfEmpty(0).Max()),
        };
        return
        [
            residuals,
            .. Marked("foreign atom", points.Where(point => foreign.Contains(point.Atom)), Mark, MarkerShape.Cross),
            .. Marked(
                "atom between sites", points.Where(point => between.Contains(point.Atom)), Mark, MarkerShape.Disc),
            .. Marked(
                "atom without a site",
                points.Where(point => one.SiteAtoms[point.Atom] < 0 && !between.Contains(point.Atom)),
                Color.Missing,
                MarkerShape.Disc),
            .. Marked("empty site", empty, Mark, MarkerShape.Ring),
        ];

        IEnumerable<Mark> Marked(
            string name, IEnumerable<(double X, double Y, int Atom)> some, Color color, MarkerShape shape) =>
            some.ToArray() is { Length: > 0 } own ? [At(own, name, color, shape, radius)] : [];
    }

    private static Scatter MemberMarks(StructureExplanation one, CrystalView view, double radius)
    {
        AtomicStructure member = one.Member!;
        Vector3D shift = view.Middle - member.Positions[one.SiteAtoms[view.Anchor]];
        var points = new List<(double X, double Y, int Atom)>();
        Vector3D[] images = [.. view.Images(member)];
        for (int atom = 0; atom < member.Count; atom++)
        {
            foreach (Vector3D image in images)
            {
                Vector3D place = member.Positions[atom] + shift + image;
                if (view.Of(place, place) is { } at)
                    points.Add((at.X, at.Y, atom));
            }
        }

        ChemicalElement[] species = [.. member.DistinctSpecies()];
        return At([.. points], null, default, MarkerShape.Disc, radius) with
        {
            Categories = [.. points.Select(point => Array.IndexOf(species, member.Species[point.Atom]))],
            CategoryNames = [.. species.Select(element => element.Symbol)],
        };
    }

    private static Scatter At(
        (double X, double Y, int Atom)[] points, string? name, Color color, MarkerShape shape, double radius) =>
        new([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)])
        {
            Name = name, Color = color, Shape = shape, Radius = radius,
        };
}
