using System.Globalization;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Trajectory in the AMBER convention of NetCDF, as LAMMPS (dump netcdf), AMBER and OVITO write it: coordinates, and
/// the cell as lengths and angles, zero for a direction that does not repeat. Types are numbers, so that the elements
/// must be given. Atoms are put in the order of their id; further numbers per atom are kept as columns.
/// </summary>
/// <remarks>Convention: https://ambermd.org/netcdf/nctraj.xhtml; https://docs.lammps.org/dump_netcdf.html.</remarks>
internal sealed class AmberNetcdfReader : IBinaryStructureReader
{
    private const string Coordinates = "coordinates";

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(BinarySource source, StructureReadOptions options)
    {
        var file = new NetcdfFile(source);
        if (file.Find(Coordinates) is not { Shape: [.., 3] } coordinates)
        {
            throw source.Error(
                "the file has no variable 'coordinates' of three components; this is not the AMBER convention.");
        }

        if (coordinates.IsRecord && file.Records == 0)
            throw source.Error("the file has no frame; it holds no structure.");
        source.AtomCount(coordinates.SliceCount / 3);
        double scale = Scale(source, coordinates, options);
        long frames = coordinates.IsRecord ? file.Records : 1;
        for (long frame = 0; frame < frames; frame++)
        {
            source.Place = string.Create(CultureInfo.InvariantCulture, $"frame {frame + 1}");
            yield return FrameOf(source, file, frame, scale, options);
        }
    }

    private static StructureFrame FrameOf(
        BinarySource source, NetcdfFile file, long frame, double scale, StructureReadOptions options)
    {
        double[] coordinates = file.Reals(Coordinates, frame);
        int count = coordinates.Length / 3;
        int[] order = Order(source, PerAtom("id"), count);
        double[]? types = PerAtom("type") ?? PerAtom("atom_types");
        double[]? numbers = PerAtom("Z") ?? PerAtom("element") ?? PerAtom("atomic_numbers");
        var elements = new TablePoints(source, options);
        ChemicalElement? only = types is null && numbers is null ? elements.OnlyElement() : null;
        var atoms = new AtomBlock(source);
        foreach (int atom in order)
        {
            var position = new Vector3D(
                coordinates[3 * atom], coordinates[(3 * atom) + 1], coordinates[(3 * atom) + 2]);
            atoms.Add(
                scale * position,
                only ?? (numbers is not null
                    ? AseCell.ElementOf(source, numbers[atom], atom)
                    : elements.ElementOfType((long)Math.Clamp(types![atom], -1, int.MaxValue))));
        }

        (Lattice? lattice, Periodicity periodicity) = Cell(source, file, frame, scale);
        return atoms.ToFrame(lattice, periodicity, Columns(file, frame, order), Properties(file, frame, scale));

        double[]? PerAtom(string name) => file.Find(name) is { } variable && variable.SliceCount == count
            ? file.Reals(name, frame)
            : null;
    }

    private static List<AtomColumn> Columns(NetcdfFile file, long frame, int[] order)
    {
        var columns = new List<AtomColumn>();
        foreach (string name in file.Names.Where(name => name != Coordinates))
        {
            NetcdfVariable variable = file.Find(name)!;
            int width = (int)(variable.SliceCount / order.Length);
            if (!variable.Dimensions.Contains("atom") || width is < 1 or > 9
                || variable.SliceCount != (long)width * order.Length)
                continue;
            double[] values = file.Reals(name, frame);
            columns.Add((variable.Kind.IsWhole()
                ? AtomColumn.Integer(name, Array.ConvertAll(values, value => (long)value), width)
                : AtomColumn.Real(name, values, width)).Select(order));
        }

        return columns;
    }

    private static Dictionary<string, string>? Properties(NetcdfFile file, long frame, double scale)
    {
        var properties = new Dictionary<string, string>();
        if (file.Find("time") is { SliceCount: 1 })
            properties["time"] = file.Reals("time", frame)[0].ToString("R", CultureInfo.InvariantCulture);
        if (file.Find("cell_origin") is { SliceCount: 3 }
            && file.Reals("cell_origin", frame) is var origin && Array.Exists(origin, value => value != 0))
        {
            properties["Origin"] = string.Join(
                ' ', origin.Select(value => (scale * value).ToString("R", CultureInfo.InvariantCulture)));
        }

        return properties;
    }

    private static int[] Order(BinarySource source, double[]? ids, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (ids is null)
            return order;
        Array.Sort(Array.ConvertAll(ids, id => id), order);
        for (int k = 1; k < count; k++)
        {
            if (ids[order[k]].Equals(ids[order[k - 1]]))
                throw source.Error($"the id {ids[order[k]]:R} occurs twice.");
        }

        return order;
    }

    private static (Lattice? Lattice, Periodicity Periodicity) Cell(
        BinarySource source, NetcdfFile file, long frame, double scale)
    {
        if (file.Find("cell_lengths") is not { SliceCount: 3 })
            return (null, Periodicity.None);
        double[] lengths = file.Reals("cell_lengths", frame);
        double[] angles = file.Find("cell_angles") is { SliceCount: 3 }
            ? file.Reals("cell_angles", frame)
            : [90, 90, 90];
        bool[] periodic = Array.ConvertAll(lengths, length => length != 0);
        if (!Array.Exists(periodic, direction => direction))
            return (null, Periodicity.None);

        // A direction without length gets a vector of 1 Angstrom, which has no meaning.
        double[] edges = Array.ConvertAll(lengths, length => length == 0 ? 1 : scale * length);
        try
        {
            return (
                Lattice.FromParameters(edges[0], edges[1], edges[2], angles[0], angles[1], angles[2]),
                new Periodicity(periodic[0], periodic[1], periodic[2]));
        }
        catch (ArgumentException problem)
        {
            throw source.Error(problem.Message);
        }
    }

    // The unit of the coordinates, and the factor that files of one precision may carry.
    private static double Scale(BinarySource source, NetcdfVariable coordinates, StructureReadOptions options)
    {
        double factor = coordinates.Attributes.TryGetValue("scale_factor", out string? text)
            && LineFields.TryReal(text, out double given) ? given : 1;
        LengthUnit unit = options.LengthUnit ?? new LengthUnit(coordinates.Attributes.GetValueOrDefault("units", "A"));
        return factor * (unit.InAngstrom ?? (unit.Name is "sigma" or "LJ" or "lj" or "distance" ? 1
            : throw source.Error($"the unit of the coordinates is {LineReader.Quote(unit.Name)}, which is unknown.")));
    }
}
