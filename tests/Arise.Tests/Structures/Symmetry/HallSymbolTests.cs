using Arise.Structures.Symmetry;

namespace Arise.Tests.Structures.Symmetry;

/// <summary>Operations against the general positions printed in International Tables, vol. A.</summary>
public class HallSymbolTests
{
    [Theory]
    [InlineData("-P 2ybc", "x,y,z; -x,y+1/2,-z+1/2; -x,-y,-z; x,-y+1/2,z+1/2")] // 14, P 1 21/c 1
    [InlineData("P 2ac 2ab", "x,y,z; -x+1/2,-y,z+1/2; -x,y+1/2,-z+1/2; x+1/2,-y+1/2,-z")] // 19
    [InlineData(
        "-P 2ac 2n",
        "x,y,z; -x+1/2,-y,z+1/2; -x,y+1/2,-z; x+1/2,-y+1/2,-z+1/2; -x,-y,-z; x+1/2,y,-z+1/2; " +
        "x,-y+1/2,z; -x+1/2,y+1/2,z+1/2")] // 62
    [InlineData("P 31 2\"", "x,y,z; -y,x-y,z+1/3; -x+y,-x,z+2/3; y,x,-z; x-y,-y,-z+2/3; -x,-x+y,-z+1/3")] // 152
    [InlineData("P 41", "x,y,z; -x,-y,z+1/2; -y,x,z+1/4; y,-x,z+3/4")] // 76
    [InlineData(
        "P 61 2 (0 0 5)",
        "x,y,z; -y,x-y,z+1/3; -x+y,-x,z+2/3; -x,-y,z+1/2; y,-x+y,z+5/6; x-y,x,z+1/6; y,x,-z+1/3; " +
        "x-y,-y,-z; -x,-x+y,-z+2/3; -y,-x,-z+5/6; -x+y,y,-z+1/2; x,x-y,-z+1/6")] // 178
    [InlineData("P 3*", "x,y,z; z,x,y; y,z,x")] // 146, rhombohedral axes
    [InlineData(
        "-P 3* 2",
        "x,y,z; z,x,y; y,z,x; -z,-y,-x; -y,-x,-z; -x,-z,-y; -x,-y,-z; -z,-x,-y; -y,-z,-x; z,y,x; " +
        "y,x,z; x,z,y")] // 166, rhombohedral axes
    [InlineData(
        "I 2b 2c",
        "x,y,z; -x+1/2,-y,z+1/2; -x,y+1/2,-z+1/2; x+1/2,-y+1/2,-z; x+1/2,y+1/2,z+1/2; -x,-y+1/2,z; " +
        "-x+1/2,y,-z; x,-y,-z+1/2")] // 24
    [InlineData("P 2c -2n", "x,y,z; -x,-y,z+1/2; x+1/2,-y+1/2,z; -x+1/2,y+1/2,z+1/2")] // 33
    [InlineData(
        "P 4abw 2nw",
        "x,y,z; -x,-y,z+1/2; -y+1/2,x+1/2,z+1/4; y+1/2,-x+1/2,z+3/4; -x+1/2,y+1/2,-z+1/4; " +
        "x+1/2,-y+1/2,-z+3/4; y,x,-z; -y,-x,-z+1/2")] // 92
    [InlineData(
        "P 4n -2n",
        "x,y,z; -x,-y,z; -y+1/2,x+1/2,z+1/2; y+1/2,-x+1/2,z+1/2; x+1/2,-y+1/2,z+1/2; " +
        "-x+1/2,y+1/2,z+1/2; -y,-x,z; y,x,z")] // 102
    public void General_positions_are_those_of_the_tables(string hall, string positions) =>
        Assert.Equal(
            positions.Split("; ").Order(),
            HallSymbol.Operations(hall).Select(operation => operation.ToString()).Order());

    [Theory]
    [InlineData("p_2AC_2AB", "P 2ac 2ab")]
    [InlineData("P 2xab", "P 2ac (z,x,y)")] // along x instead of z, axes renamed cyclically
    [InlineData("P 2 2 -1n", "-P 2ab 2bc (3 3 3)")] // P n n n, origin choices 1 and 2 (shift of 1/4, 1/4, 1/4)
    [InlineData("F 4d 2 3 -1d", "-F 4vw 2vw 3 (x+1/8,y+1/8,z+1/8)")] // F d -3 m likewise (shift of 1/8, 1/8, 1/8)
    [InlineData("P 61 2 (0 0 -1)", "P 61 2 (0 0 5)")] // a shift by c/2 maps a 61 axis with twofold axes onto itself
    public void Different_spellings_agree(string one, string other)
    {
        Assert.True(HallSymbol.TryParse(one, out SymmetryOperation[] left), one);
        Assert.True(HallSymbol.TryParse(other, out SymmetryOperation[] right), other);
        Assert.Equal(left.ToHashSet(), right.ToHashSet());
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("Q 2")]
    [InlineData("P 5")]
    [InlineData("P 2q")]
    [InlineData("P 22")]
    [InlineData("P 4 4")]
    [InlineData("P 4 3")]
    [InlineData("P 2 (0 0")]
    [InlineData("P 2 (0 0 1.5)")]
    [InlineData("P 2 (x,x,z)")]
    [InlineData("P 6 4z")]
    [InlineData("P 6 3*")]
    public void What_is_no_Hall_symbol_is_refused(string symbol) =>
        Assert.False(HallSymbol.TryParse(symbol, out _));
}
