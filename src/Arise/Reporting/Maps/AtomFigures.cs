using System.Collections.Immutable;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Reporting.Figures;

namespace Arise.Reporting.Maps;

/// <summary>
/// The figures of a map of atoms, each as SVG and PNG: the atoms as points colored by class, <c>classes</c>, and by
/// <c>mutual_information</c>. A sample at most a quarter longer than a sphere along an axis is seen along that axis;
/// of others the atoms in slices through the middle, a quarter of a sphere thick, at right angles to z, y and x.
/// </summary>
internal static class AtomFigures
{
    private const double PlaneWidth = 260;
    private const double ThinnerThan = 1.25;
    private const double SliceShare = 0.25;
    private const double LargestRadius = 4;

    /// <summary>Writes the figures into a folder.</summary>
    public static void Write(CrystalMap map, string folder)
    {
        ImmutableArray<int> present = map.ClassesPresent();
        if (present.Length == 0)
            return;
        var rank = present.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] classes = [.. map.Classes().Select(c => c < 0 ? -1 : rank[c])];
        string[] names = [.. present.Select(map.NameOf)];
        ImmutableArray<float> information = map.Spread(map.MutualInformation);
        double most = Math.Max(information.Where(float.IsFinite).Max(), 1e-3);
        Draw(map, (atoms, scatter) => scatter with
        {
            Categories = [.. atoms.Select(atom => classes[atom])],
            CategoryNames = names,
        }).WriteBoth(Path.Combine(folder, "classes"));
        Draw(map, (atoms, scatter) => scatter with
        {
            Values = [.. atoms.Select(atom => (double)information[atom])],
            ValueTitle = "mutual information / bit",
            Minimum = 0,
            Maximum = most,
        }).WriteBoth(Path.Combine(folder, "mutual_information"));
    }

    /// <summary>The atoms of every slice, colored by a function of their numbers and their points.</summary>
    internal static Figure Draw(CrystalMap map, Func<int[], Scatter, Scatter> color) =>
        new([.. Slices(map).Select(slice => new Panel(
            new Axis($"{"xyz"[slice.Right]} / {map.Plan.Structure.LengthUnit.Symbol}"),
            new Axis($"{"xyz"[slice.Up]} / {map.Plan.Structure.LengthUnit.Symbol}"),
            color(slice.Atoms, Points(map, slice)))
        {
            Title = slice.Place,
            EqualAspect = true,
            Width = PlaneWidth,
            Height = PlaneWidth,
        })]);

    /// <summary>Atoms seen along an axis: 0 is x, 1 is y, 2 is z.</summary>
    private sealed record Slice(int Across, int[] Atoms, string? Place)
    {
        public int Right => Across == 0 ? 1 : 0;

        public int Up => Across == 2 ? 1 : 2;
    }

    private static IEnumerable<Slice> Slices(CrystalMap map)
    {
        (Vector3D low, Vector3D high) = BoxGrid.Extent(map.Plan.Structure);
        Vector3D edge = map.Plan.Places.Edge;
        int[] all = [.. Enumerable.Range(0, map.Plan.Structure.Count)];
        int[] thin = [.. Enumerable.Range(0, 3).Where(axis => high[axis] - low[axis] <= ThinnerThan * edge[axis])];
        if (thin.Length > 0)
        {
            yield return new Slice(thin[^1], all, null);
            yield break;
        }

        for (int axis = 2; axis >= 0; axis--)
        {
            double middle = (low[axis] + high[axis]) / 2, half = SliceShare * edge[axis] / 2;
            int[] atoms = [.. all.Where(atom => Math.Abs(map.Plan.Structure.Positions[atom][axis] - middle) <= half)];
            string place = FormattableString.Invariant(
                $"{"xyz"[axis]} = {middle - half:F1} to {middle + half:F1} {map.Plan.Structure.LengthUnit.Symbol}");
            yield return new Slice(axis, atoms, place);
        }
    }

    // Discs that nearly touch: half the edge of the cube that an atom has for itself, on the scale of the panel.
    private static Scatter Points(CrystalMap map, Slice slice)
    {
        (Vector3D low, Vector3D high) = BoxGrid.Extent(map.Plan.Structure);
        Vector3D extent = high - low, edge = map.Plan.Places.Edge;
        double volume = Math.PI / 6 * edge.X * edge.Y * edge.Z / Math.Max(map.Plan.MedianAtoms, 1);
        double perLength = PlaneWidth / Math.Max(Math.Max(extent[slice.Right], extent[slice.Up]), 1e-9);
        return new Scatter(Coordinates(slice.Right), Coordinates(slice.Up))
        {
            Radius = Math.Min(0.5 * Math.Cbrt(volume) * perLength, LargestRadius),
        };

        double[] Coordinates(int axis) => [.. slice.Atoms.Select(atom => map.Plan.Structure.Positions[atom][axis])];
    }
}
