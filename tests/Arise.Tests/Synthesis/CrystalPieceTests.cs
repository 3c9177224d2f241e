using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Synthesis;

public class CrystalPieceTests
{
    private static readonly Rotation Unturned = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    [Theory]
    [InlineData("rock salt")]
    [InlineData("hcp")]
    [InlineData("MoS2")]
    public void A_cube_holds_every_atom_inside_and_none_outside(string name)
    {
        AtomicStructure crystal = PrototypeLibrary.Find(name).Structure;
        var rotation = Rotation.Random(new RandomNumbers(5, 6));
        var center = new Vector3D(1.3, -4.2, 2.1);
        const double edge = 13;
        AtomicStructure cube = CrystalPiece.Cube(crystal, center, rotation, edge);
        Assert.False(cube.Periodicity.Any);
        Assert.All(cube.Positions.ToArray(), p =>
            Assert.True(Math.Max(Math.Abs(p.X), Math.Max(Math.Abs(p.Y), Math.Abs(p.Z))) <= edge / 2));

        // By brute force: a block that is certainly large enough.
        const int n = 15;
        int inside = 0;
        var all = new HashSet<(long, long, long)>(cube.Positions.ToArray().Select(Key));
        Periodicity p = crystal.Periodicity;
        Lattice lattice = crystal.Lattice!;
        AtomicStructure block = Supercell.Repeat(crystal, 2 * n, 2 * n, p.C ? 2 * n : 1);
        Vector3D origin = (n * lattice.A) + (n * lattice.B) + ((p.C ? n : 0) * lattice.C);
        foreach (Vector3D position in block.Positions)
        {
            Vector3D turned = rotation.Apply(position - origin - center);
            if (Math.Abs(turned.X) >= edge / 2 || Math.Abs(turned.Y) >= edge / 2 || Math.Abs(turned.Z) >= edge / 2)
                continue;
            inside++;
            Assert.Contains(Key(turned), all);
        }

        Assert.Equal(inside, cube.Count);

        static (long, long, long) Key(Vector3D v) =>
            ((long)Math.Round(v.X * 1e6), (long)Math.Round(v.Y * 1e6), (long)Math.Round(v.Z * 1e6));
    }

    // Gauss: a ball of radius R holds n V atoms up to its surface; with R = 30 Angstrom within a percent or so.
    [Fact]
    public void A_ball_holds_the_density_of_the_crystal()
    {
        AtomicStructure crystal = PrototypeLibrary.Find("fcc").Structure;
        AtomicStructure ball = CrystalPiece.Ball(crystal, new Vector3D(0.4, 0.2, 0.9), 30);
        double expected = 4 * Math.PI / 3 * 27_000 * crystal.Count / crystal.Lattice!.Volume;
        Assert.Equal(1, ball.Count / expected, 0.01);
        Assert.All(ball.Positions.ToArray(), p => Assert.True(p.Length < 30));
    }

    [Fact]
    public void A_molecule_is_not_repeated_and_lengths_are_checked()
    {
        AtomicStructure tube = PrototypeLibrary.Find("zigzag_cnt_nm_6_0_0.0_4.7").Structure;
        Assert.Equal(tube.Count, CrystalPiece.Cube(tube, Vector3D.Zero, Unturned, 1000).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrystalPiece.Cube(tube, Vector3D.Zero, Unturned, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrystalPiece.Ball(tube, Vector3D.Zero, double.NaN));
    }
}
