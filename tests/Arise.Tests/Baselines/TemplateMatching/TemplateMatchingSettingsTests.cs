using Arise.Baselines;
using Arise.Baselines.TemplateMatching;

namespace Arise.Tests.Baselines.TemplateMatching;

public class TemplateMatchingSettingsTests
{
    [Fact]
    public void Settings_out_of_range_name_their_property()
    {
        var usual = new TemplateMatchingSettings();
        usual.Validate();
        (usual with { RmsdCutoff = double.PositiveInfinity }).Validate();
        AssertRefused(usual with { RmsdCutoff = 0 }, nameof(usual.RmsdCutoff));
        AssertRefused(usual with { RmsdCutoff = double.NaN }, nameof(usual.RmsdCutoff));
        AssertRefused(usual with { Types = [] }, nameof(usual.Types));
        AssertRefused(usual with { Types = [LocalStructure.Fcc, LocalStructure.Other] }, nameof(usual.Types));
        AssertRefused(usual with { Threads = -1 }, nameof(usual.Threads));

        static void AssertRefused(TemplateMatchingSettings settings, string property) =>
            Assert.Equal(property, Assert.Throws<ArgumentException>(settings.Validate).ParamName);
    }
}
