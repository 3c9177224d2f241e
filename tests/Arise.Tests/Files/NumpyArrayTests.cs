using Arise.Files;

namespace Arise.Tests.Files;

public class NumpyArrayTests
{
    [Fact]
    public void Elements_come_as_what_they_are()
    {
        var array = new NumpyArray(new[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

        Assert.Equal([2, 3], array.Shape.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], array.Elements<int>().ToArray());
        Assert.Contains(
            "Int32 values, not Int64",
            Assert.Throws<InvalidOperationException>(() => array.Elements<long>().Length).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_and_elements_must_fit()
    {
        Assert.Throws<ArgumentException>("shape", () => new NumpyArray(new float[5], [2, 3]));
        Assert.Throws<ArgumentException>("values", () => new NumpyArray(new byte[5]));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => new NumpyArray(Array.Empty<float>(), [-1, 0]));
    }
}
