using Arise.Baselines;

namespace Arise.Tests.Baselines;

public class BaselineSettingsTests
{
    public static TheoryData<BaselineSettings, string> Wrong => new()
    {
        { new BaselineSettings { Cutoff = 0 }, "Cutoff" },
        { new BaselineSettings { Cutoff = double.NaN }, "Cutoff" },
        { new BaselineSettings { Cutoff = 101 }, "Cutoff" },
        { new BaselineSettings { BondAngles = (BondAngleVariant)2 }, "BondAngles" },
        { new BaselineSettings { CentrosymmetryNeighbors = 0 }, "CentrosymmetryNeighbors" },
        { new BaselineSettings { CentrosymmetryNeighbors = 7 }, "CentrosymmetryNeighbors" },
        { new BaselineSettings { CentrosymmetryNeighbors = 66 }, "CentrosymmetryNeighbors" },
        { new BaselineSettings { Threads = -1 }, "Threads" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_nothing_can_be_found_with_is_refused(BaselineSettings settings, string property)
    {
        Assert.Equal(property, Assert.Throws<ArgumentException>(settings.Validate).ParamName);
        Assert.Throws<ArgumentException>(() => CommonNeighborAnalysis.Adaptive(Crystals.Of("fcc"), settings));
        Assert.Throws<ArgumentException>(() => Centrosymmetry.Compute(Crystals.Of("fcc"), settings));
    }

    [Fact]
    public void The_defaults_and_the_limits_are_possible()
    {
        new BaselineSettings().Validate();
        new BaselineSettings { Cutoff = 100, CentrosymmetryNeighbors = 64, Threads = 1024 }.Validate();
        new BaselineSettings { Cutoff = 1e-3, CentrosymmetryNeighbors = 2 }.Validate();
    }
}
