using System.Globalization;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Prototypes;

public class NanotubeBuilderTests
{
    public static TheoryData<int, int> Indices()
    {
        var indices = new TheoryData<int, int> { { 10, 10 }, { 12, 0 }, { 10, 7 } };
        for (int n = 3; n <= 7; n++)
        {
            for (int m = 0; m <= n; m++)
                indices.Add(n, m);
        }

        return indices;
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Atoms_lie_on_the_cylinder_and_between_the_ends(int n, int m)
    {
        var geometry = new NanotubeGeometry(n, m);
        AtomicStructure tube = NanotubeBuilder.Build(geometry, 2);
        Assert.Equal(2 * geometry.AtomsPerPeriod, tube.Count);
        foreach (Vector3D position in tube.Positions)
        {
            Assert.Equal(
                geometry.Diameter / 2, Math.Sqrt((position.X * position.X) + (position.Y * position.Y)), 1e-12);
            Assert.InRange(position.Z, 0, Math.BitDecrement(2 * geometry.Period));
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Every_inner_atom_has_three_bonds_and_every_bond_its_length(int n, int m)
    {
        var geometry = new NanotubeGeometry(n, m);
        double bond = geometry.BondLength, diameter = geometry.Diameter;
        AtomicStructure tube = NanotubeBuilder.Build(geometry, Math.Max(2, (int)Math.Ceiling(8 / geometry.Period)));

        // A bond along the circumference is the chord of an arc as long as the bond of the flat sheet.
        double shortest = diameter * Math.Sin(bond / diameter);
        double length = tube.Positions.ToArray().Max(position => position.Z);
        int inner = 0;
        foreach (Vector3D atom in tube.Positions)
        {
            double[] bonds = [.. tube.Positions.ToArray()
                .Select(other => (other - atom).Length)
                .Where(distance => distance > 0 && distance < 1.2 * bond)];
            Assert.All(bonds, distance => Assert.InRange(distance, shortest - 1e-9, bond + 1e-9));
            if (atom.Z > bond && atom.Z < length - bond)
            {
                Assert.Equal(3, bonds.Length);
                inner++;
            }
        }

        Assert.True(inner > 0);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_tube_repeats_after_its_period(int n, int m)
    {
        var geometry = new NanotubeGeometry(n, m);
        ReadOnlySpan<Vector3D> positions = NanotubeBuilder.Build(geometry, 2).Positions;
        var shift = new Vector3D(0, 0, geometry.Period);
        for (int i = 0; i < geometry.AtomsPerPeriod; i++)
            Assert.True((positions[i] + shift - positions[i + geometry.AtomsPerPeriod]).Length < 1e-9);
    }

    // Saito, Dresselhaus, Dresselhaus, Physical Properties of Carbon Nanotubes (1998), table 3.3: N of hexagons, and
    // |T| / a from it, for some tubes; diameters in units of a are sqrt(L) / pi.
    [Theory]
    [InlineData(5, 5, 10, 1.0)]
    [InlineData(9, 0, 18, 1.7320508)]
    [InlineData(6, 5, 182, 16.5227116)]
    [InlineData(7, 4, 62, 5.5677644)]
    [InlineData(8, 3, 194, 17.0587221)]
    [InlineData(10, 10, 20, 1.0)]
    public void Hexagons_and_period_are_the_textbook_ones(int n, int m, int hexagons, double periodOverA)
    {
        var geometry = new NanotubeGeometry(n, m);
        Assert.Equal(hexagons, geometry.HexagonsPerPeriod);
        Assert.Equal(periodOverA, geometry.Period / (Math.Sqrt(3) * geometry.BondLength), 1e-6);
    }

    [Fact]
    public void Published_labels_state_the_chiral_angle_and_the_diameter()
    {
        foreach (Prototype prototype in PrototypeLibrary.Published.Where(
            prototype => prototype.MaterialType == MaterialType.Nanotube))
        {
            // For example chiral_cnt_nm_4_2_19.11_4.14: n, m, angle in degrees, diameter in Angstrom.
            string[] parts = prototype.Label.Split('_');
            var geometry = new NanotubeGeometry(
                int.Parse(parts[3], CultureInfo.InvariantCulture), int.Parse(parts[4], CultureInfo.InvariantCulture));
            Assert.Equal(double.Parse(parts[5], CultureInfo.InvariantCulture), geometry.ChiralAngle, 0.006);
            Assert.Equal(double.Parse(parts[6], CultureInfo.InvariantCulture), geometry.Diameter, 0.006);
            Assert.InRange(prototype.Structure.Count, 100, 200);
            Assert.Equal(0, prototype.Structure.Count % geometry.AtomsPerPeriod);
            Assert.Equal(Periodicity.None, prototype.Structure.Periodicity);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-3, 1)]
    [InlineData(4, -1)]
    [InlineData(4, 5)]
    [InlineData(100_000, 0)]
    public void Impossible_indices_are_refused(int n, int m) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NanotubeBuilder.Build(n, m));

    [Theory]
    [InlineData(0, 1.42)]
    [InlineData(-1, 1.42)]
    [InlineData(int.MaxValue, 1.42)]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    public void Impossible_lengths_are_refused(int periods, double bondLength) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NanotubeBuilder.Build(6, 0, periods, bondLength));
}
