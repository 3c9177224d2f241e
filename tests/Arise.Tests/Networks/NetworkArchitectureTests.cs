using Arise.Networks;

namespace Arise.Tests.Networks;

public class NetworkArchitectureTests
{
    private static readonly NetworkArchitecture Good =
        new() { InputSize = 3, HiddenSizes = [4, 5], ClassCount = 2, Dropout = 0.1 };

    [Fact]
    public void Weights_and_biases_are_counted()
    {
        Good.Validate();
        Assert.Equal([3, 4, 5, 2], Good.LayerSizes.AsEnumerable());
        Assert.Equal((4 * 4) + (5 * 5) + (6 * 2), Good.ParameterCount);
    }

    [Fact]
    public void Nonsense_is_refused_with_the_name_of_the_property()
    {
        foreach ((NetworkArchitecture architecture, string property) in new[]
        {
            (Good with { InputSize = 0 }, nameof(NetworkArchitecture.InputSize)),
            (Good with { HiddenSizes = default }, nameof(NetworkArchitecture.HiddenSizes)),
            (Good with { HiddenSizes = [4, 0] }, nameof(NetworkArchitecture.HiddenSizes)),
            (Good with { HiddenSizes = [1 << 20, 1 << 20] }, nameof(NetworkArchitecture.HiddenSizes)),
            (Good with { ClassCount = -2 }, nameof(NetworkArchitecture.ClassCount)),
            (Good with { Dropout = 1 }, nameof(NetworkArchitecture.Dropout)),
        })
        {
            Assert.Equal(property, Assert.Throws<ArgumentException>(architecture.Validate).ParamName);
        }
    }
}
