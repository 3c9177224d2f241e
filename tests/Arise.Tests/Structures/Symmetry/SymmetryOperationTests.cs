using Arise.Numerics;
using Arise.Structures.Symmetry;

namespace Arise.Tests.Structures.Symmetry;

public class SymmetryOperationTests
{
    [Theory]
    [InlineData("x,y,z", "x,y,z")]
    [InlineData("-X , 1/2+Y, 1/2 - Z", "-x,y+1/2,-z+1/2")]
    [InlineData("-y,x-y,z+1/3", "-y,x-y,z+1/3")]
    [InlineData("+x,y+0.5,z-0.25", "x,y+1/2,z-1/4")]
    [InlineData("x+0.3333,y+.66667,z+2/3", "x+1/3,y+2/3,z+2/3")]
    [InlineData("x+1/5,y,z", "x+1/5,y,z")]
    [InlineData("x+1,y,z-3/2", "x+1,y,z-3/2")]
    public void Triplets_are_read_in_every_spelling(string text, string expected) =>
        Assert.Equal(expected, SymmetryOperation.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("x,y")]
    [InlineData("x,y,z,1")]
    [InlineData("x,,z")]
    [InlineData("x,y,w")]
    [InlineData("x,x,z")]
    [InlineData("x x,y,z")]
    [InlineData("x+,y,z")]
    [InlineData("x+1/0,y,z")]
    [InlineData("x+1e300,y,z")]
    [InlineData("x+0.137,y,z")]
    [InlineData("x+x,y,z")]
    public void What_is_no_operation_is_refused(string text) =>
        Assert.False(SymmetryOperation.TryParse(text, out _));

    [Fact]
    public void A_product_applies_the_right_factor_first()
    {
        SymmetryOperation screw = SymmetryOperation.Parse("-y,x,z+1/4"), glide = SymmetryOperation.Parse(
            "x+1/2,-y+1/2,z");
        var point = new Vector3D(0.1, 0.23, 0.37);
        Vector3D expected = screw.Apply(glide.Apply(point));
        Assert.InRange((screw.After(glide).Apply(point) - expected).Length, 0, 1e-15);
        Assert.NotEqual(screw.After(glide).Reduced(), glide.After(screw).Reduced());
    }

    [Fact]
    public void The_inverse_brings_every_point_back()
    {
        SymmetryOperation operation = SymmetryOperation.Parse("x-y+1/3,x+2/3,-z+1/6");
        var point = new Vector3D(0.1, 0.23, 0.37);
        Assert.InRange((operation.Inverse().Apply(operation.Apply(point)) - point).Length, 0, 1e-15);
    }
}
