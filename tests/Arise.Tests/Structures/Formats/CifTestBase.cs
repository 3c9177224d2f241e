using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

/// <summary>CIFs in memory, and distances in what was read.</summary>
public abstract class CifTestBase
{
    internal static string Cif(string cell, string symmetry, string sites)
    {
        string[] parameters = cell.Split(' ');
        return $"""
            data_test
            _cell_length_a {parameters[0]}
            _cell_length_b {parameters[1]}
            _cell_length_c {parameters[2]}
            _cell_angle_alpha {parameters[3]}
            _cell_angle_beta {parameters[4]}
            _cell_angle_gamma {parameters[5]}
            {symmetry}
            loop_
            _atom_site_label
            _atom_site_type_symbol
            _atom_site_fract_x
            _atom_site_fract_y
            _atom_site_fract_z
            {sites}
            """;
    }

    internal static List<StructureFrame> Frames(string text)
    {
        using var lines = new LineReader(new StringReader(text), "test");
        return [.. new CifReader().Read(lines, new StructureReadOptions())];
    }

    internal static AtomicStructure ReadOne(string text) => Assert.Single(Frames(text)).Structure;

    internal static StructureFormatException Refused(string text) =>
        Assert.Throws<StructureFormatException>(() => Frames(text));

    internal static string Write(AtomicStructure structure)
    {
        using var output = new StringWriter();
        new CifWriter().Write(structure, output, "test");
        return output.ToString();
    }

    /// <summary>
    /// Sorted distances from one atom of an element (all have the same) to those of another, periodic images too.
    /// </summary>
    internal static double[] Neighbors(AtomicStructure crystal, string center, string neighbor, double cutoff)
    {
        double[][] shells = [.. Enumerable.Range(0, crystal.Count)
            .Where(i => crystal.Species[i].Symbol == center)
            .Select(i => Neighbors(crystal, i, neighbor, cutoff))];
        Assert.NotEmpty(shells);
        return [.. shells.SelectMany(shell => shell).Order().Where((_, k) => k % shells.Length == 0)];
    }

    internal static void AssertNeighbors(
        AtomicStructure crystal, string center, string neighbor, int count, double distance) =>
        AssertShells(crystal, center, neighbor, [.. Enumerable.Repeat(distance, count)]);

    internal static void AssertNeighbors(
        AtomicStructure crystal,
        string center,
        string neighbor,
        int count1,
        double distance1,
        int count2,
        double distance2) =>
        AssertShells(
            crystal,
            center,
            neighbor,
            [.. Enumerable.Repeat(distance1, count1), .. Enumerable.Repeat(distance2, count2)]);

    private static void AssertShells(AtomicStructure crystal, string center, string neighbor, double[] expected)
    {
        for (int i = 0; i < crystal.Count; i++)
        {
            if (crystal.Species[i].Symbol == center)
                Assert.Equal(
                    expected, Neighbors(crystal, i, neighbor, 1.08 * expected[^1]), (x, y) => Math.Abs(x - y) < 1.5e-3);
        }
    }

    private static double[] Neighbors(AtomicStructure crystal, int atom, string neighbor, double cutoff)
    {
        const int cells = 3;
        var distances = new List<double>();
        for (int other = 0; other < crystal.Count; other++)
        {
            if (crystal.Species[other].Symbol != neighbor)
                continue;
            for (int i = -cells; i <= cells; i++)
            {
                for (int j = -cells; j <= cells; j++)
                {
                    for (int k = -cells; k <= cells; k++)
                    {
                        Vector3D image = crystal.Positions[other] + crystal.Lattice!.ToCartesian(new Vector3D(i, j, k));
                        double distance = (image - crystal.Positions[atom]).Length;
                        if (distance <= cutoff && distance > 1e-6)
                            distances.Add(distance);
                    }
                }
            }
        }

        return [.. distances.Order()];
    }
}
