using Arise.Descriptors;

namespace Arise.Tests.Descriptors;

public class SoapSettingsTests
{
    [Fact]
    public void Settings_survive_the_model_file()
    {
        SoapSettings settings = new() { Cutoff = 3.2, Sigma = 0.12, MaxDegree = 4, MinimumAtomsPerSpecies = 3 };
        Assert.Equal(settings, SoapSettings.FromMetadata(settings.ToMetadata()));
    }

    [Fact]
    public void Nonsense_is_refused_with_the_name_of_the_property()
    {
        foreach ((SoapSettings settings, string property) in new[]
        {
            (new SoapSettings { Sigma = 0 }, nameof(SoapSettings.Sigma)),
            (new SoapSettings { Cutoff = double.NaN }, nameof(SoapSettings.Cutoff)),
            (new SoapSettings { SwitchingWidth = 4.5 }, nameof(SoapSettings.Cutoff)),
            (new SoapSettings { SwitchingWidth = 0 }, nameof(SoapSettings.SwitchingWidth)),
            (new SoapSettings { MaxDegree = -1 }, nameof(SoapSettings.MaxDegree)),
            (new SoapSettings { RadialFunctions = 31 }, nameof(SoapSettings.RadialFunctions)),
            (new SoapSettings { Scale = 0.01 }, nameof(SoapSettings.Scale)),
            (new SoapSettings { MinimumAtomsPerSpecies = 0 }, nameof(SoapSettings.MinimumAtomsPerSpecies)),
        })
        {
            Assert.Equal(property, Assert.Throws<ArgumentException>(settings.Validate).ParamName);
            Assert.Throws<ArgumentException>(() => new SoapDescriptor(settings));
        }
    }

    [Fact]
    public void Stored_settings_that_cannot_be_used_are_an_error_of_the_descriptor()
    {
        var good = new Dictionary<string, string>(SoapSettings.Default.ToMetadata());
        Assert.Throws<DescriptorException>(() => SoapSettings.FromMetadata(new Dictionary<string, string>()));
        foreach ((string key, string value) in new[]
        {
            ("descriptor", "coulomb-matrix"), ("sigma", "wide"), ("sigma", "7"),
        })
        {
            Assert.Throws<DescriptorException>(
                () => SoapSettings.FromMetadata(new Dictionary<string, string>(good) { [key] = value }));
        }
    }
}
