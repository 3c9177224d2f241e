using Arise.Structures;

namespace Arise.Tests.Structures.Formats;

public class CifMagneticOperationsTests : CifTestBase
{
    // MnF2: Mn at 0, 0, 0 and F at u, u, 0 of P 42/m n m, the order of the moments in P 42'/m n m' (136.499).
    private const string Operations =
        "loop_\n_space_group_symop_magn_operation.id\n_space_group_symop_magn_operation.xyz\n1 x,y,z,+1\n2 -x,-y,z,+1\n"
        + "3 -x,-y,-z,+1\n4 x,y,-z,+1\n5 1/2-y,1/2+x,1/2+z,-1\n6 1/2+y,1/2-x,1/2+z,-1\n7 1/2+y,1/2-x,1/2-z,-1\n"
        + "8 1/2-y,1/2+x,1/2-z,-1";

    [Theory]
    [InlineData(Operations)]
    [InlineData("_space_group_magn.number_BNS 136.499\n" + Operations)]
    public void The_reversal_of_time_leaves_positions_alone(string symmetry)
    {
        AtomicStructure crystal = ReadOne(Cif("4.87 4.87 3.31 90 90 90", symmetry, "Mn Mn 0 0 0\nF F 0.305 0.305 0"));

        Assert.Equal("F4Mn2", crystal.Formula());

        // Rutile: two F at sqrt(2) u a from each Mn, four at the root of 2 (1/2 - u)^2 a^2 + c^2 / 4.
        const double a = 4.87, c = 3.31, u = 0.305;
        AssertNeighbors(
            crystal, "Mn", "F", 2, a * u * Math.Sqrt(2),
            4, Math.Sqrt((2 * (0.5 - u) * (0.5 - u) * a * a) + (c * c / 4)));
    }

    [Theory]
    [InlineData("_space_group_symop_magn_centering.xyz")]
    [InlineData("_space_group_symop_magn_centering_xyz")]
    [InlineData("_space_group_symop.magn_centering_xyz")]
    public void Centering_operations_are_combined_with_all_others(string name)
    {
        AtomicStructure crystal = ReadOne(Cif(
            "4 4 8 90 90 90",
            "loop_\n_space_group_symop_magn_operation_xyz\nx,y,z,+1\n-x,-y,-z,+1\n"
                + $"loop_\n{name}\nx,y,z,+1\nx,y,z+1/2,-1",
            "Mn Mn 0 0 0\nO O 0.1 0.2 0.1"));

        Assert.Equal("Mn2O4", crystal.Formula());
    }

    [Fact]
    public void Ordinary_operations_of_the_same_block_come_first() => Assert.Equal(
        "O2",
        ReadOne(Cif(
            "4 4 8 90 90 90",
            $"{Operations}\nloop_\n_space_group_symop_operation_xyz\nx,y,z\n-x,-y,-z",
            "O O 0.1 0.2 0.1")).Formula());
}
